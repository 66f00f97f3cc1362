import { kycErrors } from '@edu/contracts-profile';
import type { Arrived } from '@edu/storage';
import { loadSharp, PICTURE_OPTIONS, refusing } from '../picture/open-picture.ts';

/** Of the longer side, pixels: what small print needs, and what it does not need. */
export const MIN_SIDE = 600;
const MAX_SIDE = 2_400;
const QUALITY = 82;

/** A file as it is kept. */
export interface KeptFile {
  readonly type: 'image/webp' | 'application/pdf';
  readonly bytes: Buffer;
}

const FAULTS = {
  unreadable: (cause: unknown) => kycErrors.kycFileUnreadable({ cause }),
  tooManyPixels: (max: number, cause: unknown) =>
    kycErrors.kycFileTooManyPixels({ params: { max }, cause }),
};

/**
 * A picture is drawn anew, so that nothing of the file itself is in it; a PDF is kept as it is, unless
 * it is something else as well, or does something when it is opened.
 *
 * @throws profile.kyc_file_unreadable, kyc_file_too_many_pixels, kyc_file_too_small
 */
export async function keptFile({
  type,
  bytes,
}: Pick<Arrived, 'type' | 'bytes'>): Promise<KeptFile> {
  if (type === 'application/pdf') return { type, bytes: plainPdf(bytes) };
  const open = await loadSharp();
  const { autoOrient } = await refusing(FAULTS, () => open(bytes, PICTURE_OPTIONS).metadata());
  if (Math.max(autoOrient.width, autoOrient.height) < MIN_SIDE) {
    throw kycErrors.kycFileTooSmall({ params: { min: MIN_SIDE } });
  }
  const drawn = await refusing(FAULTS, () =>
    open(bytes, PICTURE_OPTIONS)
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .webp({ quality: QUALITY, effort: 4 })
      .toBuffer(),
  );
  return { type: 'image/webp', bytes: drawn };
}

const END = Buffer.from('%%EOF');
/** Readers look for the end in the last part of a file. */
const END_WITHIN = 1_024;
/** Where the directory of a ZIP ends; it may be followed by a comment of 64 KiB. */
const ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
const ZIP_WITHIN = 66_000;
/** Nobody who looks at it has the password. */
const LOCKED = Buffer.from('/Encrypt');

/**
 * Names of what is no page: scripts, programs that are started, films and files inside. Long ones alone:
 * `/JS` stands by chance in every second scan of this size, and never without the first of these.
 */
const ACTIVE = new Set(['/JavaScript', '/Launch', '/RichMedia', '/EmbeddedFile']);
/** A name may spell any of its letters as a number: `/J#61vaScript`. */
const NAME = /\/(?:[A-Za-z]|#[\dA-Fa-f]{2})+/g;

/** @throws profile.kyc_file_unreadable */
function plainPdf(bytes: Buffer): Buffer {
  const isWhole = bytes.subarray(-END_WITHIN).includes(END);
  const isArchive = bytes.subarray(-ZIP_WITHIN).includes(ZIP);
  if (!isWhole || isArchive || bytes.includes(LOCKED) || isActive(bytes)) {
    throw kycErrors.kycFileUnreadable();
  }
  return bytes;
}

function isActive(pdf: Buffer): boolean {
  return pdf
    .toString('latin1')
    .matchAll(NAME)
    .some(([name]) => ACTIVE.has(name.replaceAll(/#(..)/g, (_, hex: string) => letterOf(hex))));
}

const letterOf = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
