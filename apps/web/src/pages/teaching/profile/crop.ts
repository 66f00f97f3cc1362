/** A square of a picture, in its pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of a side: what the API asks for, so that the smallest copy is sharp. */
export const MIN_SIDE = 96;
/** How much of the largest square each step of the slider leaves out. */
export const ZOOM_STEPS = 20;
/** What is left of it at the last step. */
const CLOSEST = 0.25;

/** The largest square in the middle. */
export function wholeOf({ width, height }: Size): Crop {
  const size = Math.min(width, height);
  return { left: (width - size) / 2, top: (height - size) / 2, size };
}

/** Moves a square within the picture; by shares of its own side. */
export function moved(picture: Size, crop: Crop, right: number, down: number): Crop {
  return within(picture, {
    ...crop,
    left: crop.left + right * crop.size,
    top: crop.top + down * crop.size,
  });
}

/** Shows less or more around the same middle. @param step from 0, all, to `ZOOM_STEPS` */
export function zoomed(picture: Size, crop: Crop, step: number): Crop {
  const largest = Math.min(picture.width, picture.height);
  const share = 1 - (step / ZOOM_STEPS) * (1 - CLOSEST);
  const size = Math.min(largest, Math.max(MIN_SIDE, largest * share));
  return within(picture, {
    left: crop.left + (crop.size - size) / 2,
    top: crop.top + (crop.size - size) / 2,
    size,
  });
}

/** The same in whole pixels, as it is sent. */
export function rounded(picture: Size, crop: Crop): Crop {
  const size = Math.floor(crop.size);
  const { left, top } = within(picture, { ...crop, size });
  return { left: Math.floor(left), top: Math.floor(top), size };
}

function within({ width, height }: Size, { left, top, size }: Crop): Crop {
  return {
    left: Math.max(0, Math.min(left, width - size)),
    top: Math.max(0, Math.min(top, height - size)),
    size,
  };
}
