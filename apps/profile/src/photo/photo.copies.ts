import { profileErrors, type PhotoCrop } from '@edu/contracts-profile';
import type { Photo } from '@edu/contract-kit';
import type sharp from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import { COPIES, MAX_PIXELS, planCrop } from './photo.domain.ts';

/** Until a copy is small enough. The last is taken as it is: no square of that side needs more. */
const QUALITIES = [80, 65, 50, 35, 20, 5];
const OPTIONS: SharpOptions = {
  limitInputPixels: MAX_PIXELS,
  // Half a picture is none.
  failOn: 'error',
  sequentialRead: true,
  pages: 1,
};

export type Copies = Readonly<Record<keyof Photo, Buffer>>;

/**
 * Square copies of a part of a picture, drawn anew: nothing of the file itself is in them.
 *
 * @throws profile.photo_unreadable, photo_too_many_pixels, photo_too_small, photo_crop_outside
 */
export async function makeCopies(bytes: Buffer, crop: PhotoCrop | undefined): Promise<Copies> {
  const open = await loadSharp();
  const { autoOrient: upright } = await refusing(() => open(bytes, OPTIONS).metadata());
  const { scaled, left, top, side } = planCrop(upright, crop);
  const { data, info } = await refusing(() =>
    open(bytes, OPTIONS)
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

/** Says of a fault of the picture what a person can do about it. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (String(cause).includes('pixel limit')) {
      throw profileErrors.photoTooManyPixels({ params: { max: MAX_PIXELS / 1e6 }, cause });
    }
    throw profileErrors.photoUnreadable({ cause });
  }
}

let loaded: Promise<typeof sharp> | undefined;

/** With the first photo: it takes 25 MB, and most processes never see one. */
function loadSharp() {
  loaded ??= import('sharp').then(({ default: library }) => {
    // No picture comes twice, and one core is for everything else.
    library.cache(false);
    library.concurrency(1);
    return library;
  });
  return loaded;
}
