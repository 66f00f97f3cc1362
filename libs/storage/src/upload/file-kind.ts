import type { ContentType } from '../object-key.ts';

const SIGNATURES: readonly [type: ContentType, begins: string, at8?: string][] = [
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e470d0a1a0a'],
  // RIFF, a length, WEBP.
  ['image/webp', '52494646', '57454250'],
  // %PDF-
  ['application/pdf', '255044462d'],
];

/** Readers of PDF take a file for one that says so anywhere in its beginning. */
const PDF = Buffer.from('%PDF-');
const PDF_WITHIN = 1_024;

/** What a file is by its first bytes; undefined for what is not taken, or could be read as two kinds. */
export function kindOf(bytes: Buffer): ContentType | undefined {
  const head = bytes.subarray(0, 16).toString('hex');
  const [type] =
    SIGNATURES.find(
      ([, begins, at8]) => head.startsWith(begins) && (!at8 || head.startsWith(at8, 16)),
    ) ?? [];
  if (type !== 'application/pdf' && bytes.subarray(0, PDF_WITHIN).includes(PDF)) return undefined;
  return type;
}
