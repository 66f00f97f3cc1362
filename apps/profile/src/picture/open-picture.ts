import type sharp from 'sharp';
import type { SharpOptions } from 'sharp';

/** More than phones take; what claims more is there to fill the memory. */
export const MAX_PIXELS = 50_000_000;

export const PICTURE_OPTIONS: SharpOptions = {
  limitInputPixels: MAX_PIXELS,
  // Half a picture is none.
  failOn: 'error',
  sequentialRead: true,
  pages: 1,
};

/** What to answer about a file that is no picture, or too large a one. */
interface PictureFaults {
  unreadable(cause: unknown): Error;
  tooManyPixels(max: number, cause: unknown): Error;
}

/** Says of a fault of the picture what a person can do about it. */
export async function refusing<T>(faults: PictureFaults, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (String(cause).includes('pixel limit')) throw faults.tooManyPixels(MAX_PIXELS / 1e6, cause);
    throw faults.unreadable(cause);
  }
}

let loaded: Promise<typeof sharp> | undefined;

/** With the first picture: it takes 25 MB, and most processes never see one. */
export function loadSharp() {
  loaded ??= import('sharp').then(({ default: library }) => {
    // No picture comes twice, and one core is for everything else.
    library.cache(false);
    library.concurrency(1);
    return library;
  });
  return loaded;
}
