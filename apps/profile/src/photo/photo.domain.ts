import type { Photo } from '@edu/contract-kit';
import { PHOTO_MIN_SIDE, profileErrors, type PhotoCrop } from '@edu/contracts-profile';
import { mediaPath, type UploadRule } from '@edu/storage';

/** What a photo may be when it is sent. */
export const PHOTO_RULE: UploadRule = {
  purpose: 'photo',
  types: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 8_000_000,
};

/** Copies by name: pixels of a side, and bytes at most. */
export const COPIES = {
  small: { side: 96, maxBytes: 3_000 },
  medium: { side: 240, maxBytes: 12_000 },
  large: { side: 640, maxBytes: 40_000 },
} as const satisfies Record<keyof Photo, { side: number; maxBytes: number }>;

/** The folder of a photo's copies. */
export const photoFolder = (photo: string): string => `public/photo/${photo}/`;

export const copyKey = (photo: string, copy: keyof Photo): string =>
  `${photoFolder(photo)}${COPIES[copy].side}.webp`;

/** Where everybody finds the copies. */
export function photoOf(photo: string): Photo {
  return {
    small: mediaPath(copyKey(photo, 'small')),
    medium: mediaPath(copyKey(photo, 'medium')),
    large: mediaPath(copyKey(photo, 'large')),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How to come from a picture to its part: make all of it smaller, then take a square out of that. */
export interface CropPlan {
  /** Of the whole picture, made smaller. */
  readonly scaled: Size;
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * @param upright the picture as it is seen
 * @throws profile.photo_too_small, profile.photo_crop_outside
 */
export function planCrop(upright: Size, crop: PhotoCrop = middleOf(upright)): CropPlan {
  const { width, height } = upright;
  const { left, top, size } = crop;
  if (left + size > width || top + size > height) throw profileErrors.photoCropOutside();
  if (size < PHOTO_MIN_SIDE) {
    throw profileErrors.photoTooSmall({ params: { min: PHOTO_MIN_SIDE } });
  }
  const side = Math.min(size, COPIES.large.side);
  const scale = side / size;
  const scaled = {
    width: Math.max(side, Math.round(width * scale)),
    height: Math.max(side, Math.round(height * scale)),
  };
  return {
    scaled,
    side,
    left: Math.min(Math.round(left * scale), scaled.width - side),
    top: Math.min(Math.round(top * scale), scaled.height - side),
  };
}

function middleOf({ width, height }: Size): PhotoCrop {
  const size = Math.min(width, height);
  return {
    left: Math.floor((width - size) / 2),
    top: Math.floor((height - size) / 2),
    size,
  };
}
