import { profileErrors, type PhotoCrop } from '@edu/contracts-profile';
import type { Photo } from '@edu/contract-kit';
import type { Sharp } from 'sharp';
import { loadSharp, PICTURE_OPTIONS, refusing } from '../picture/open-picture.ts';
import { COPIES, planCrop } from './photo.domain.ts';

/** Until a copy is small enough. The last is taken as it is: no square of that side needs more. */
const QUALITIES = [80, 65, 50, 35, 20, 5];
const FAULTS = {
  unreadable: (cause: unknown) => profileErrors.photoUnreadable({ cause }),
  tooManyPixels: (max: number, cause: unknown) =>
    profileErrors.photoTooManyPixels({ params: { max }, cause }),
};

export type Copies = Readonly<Record<keyof Photo, Buffer>>;

/**
 * Square copies of a part of a picture, drawn anew: nothing of the file itself is in them.
 *
 * @throws profile.photo_unreadable, photo_too_many_pixels, photo_too_small, photo_crop_outside
 */
export async function makeCopies(bytes: Buffer, crop: PhotoCrop | undefined): Promise<Copies> {
  const open = await loadSharp();
  const { autoOrient: upright } = await refusing(FAULTS, () =>
    open(bytes, PICTURE_OPTIONS).metadata(),
  );
  const { scaled, left, top, side } = planCrop(upright, crop);
  const { data, info } = await refusing(FAULTS, () =>
    open(bytes, PICTURE_OPTIONS)
      .autoOrient()
      .resize({ ...scaled, fit: 'fill' })
      .extract({ left, top, width: side, height: side })
      // What is transparent shows the page behind it, whose colour nobody knows.
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const [small, medium, large] = await Promise.all(
    [COPIES.small, COPIES.medium, COPIES.large].map(({ side, maxBytes }) => {
      const copy = open(data, { raw }).resize({ width: side, withoutEnlargement: true });
      return compressed(copy, maxBytes);
    }),
  );
  return { small: small!, medium: medium!, large: large! };
}

async function compressed(copy: Sharp, maxBytes: number): Promise<Buffer> {
  for (const quality of QUALITIES) {
    const bytes = await copy.clone().webp({ quality, effort: 4 }).toBuffer();
    if (bytes.length <= maxBytes) return bytes;
  }
  throw profileErrors.photoUnreadable();
}
