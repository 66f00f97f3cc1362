import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { pixelFlood } from '../photo/photo.harness.ts';

export { pixelFlood };

const SCRIPT = '<script>alert(1)</script>';
export const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`);
export const page = Buffer.from(`<!doctype html><html>${SCRIPT}</html>`);
/** The end of a ZIP, as unpackers look for it. */
export const archive = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
export const wave = Buffer.from('RIFF\u0024\0\0\0WAVEfmt ', 'latin1');
export const onlyHead = Buffer.from('RIFF\u0004\0\0\0WEBP', 'latin1');
/** What of these files is nowhere in what is kept. */
export const TRACES = [SCRIPT, 'PK\u0005\u0006', 'acTL', 'ANIM', 'Software'];

export const after = (file: Buffer, at: number, more: Buffer) =>
  Buffer.concat([file.subarray(0, at), more, file.subarray(at)]);

const SIDE = 700;
const FRAMES = 40;

/** Many frames, of which none is like another. */
export function animated(format: 'gif' | 'webp'): Promise<Buffer> {
  const pixels = Buffer.alloc(SIDE * SIDE * 3 * FRAMES);
  for (let frame = 0; frame < FRAMES; frame++) {
    pixels.fill(frame * 6, frame * SIDE * SIDE * 3, (frame + 1) * SIDE * SIDE * 3);
  }
  const raw = { width: SIDE, height: SIDE * FRAMES, channels: 3, pageHeight: SIDE } as const;
  const picture = sharp(pixels, { raw, limitInputPixels: false });
  return format === 'gif' ? picture.gif().toBuffer() : picture.webp().toBuffer();
}

/** Says that a PNG is one of 1 000 frames; readers that know none of that see the first. */
export async function animatedPng(): Promise<Buffer> {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(1_000, 0);
  return after(await plainPng(), HEADER, chunk('acTL', control));
}

/** A text of 64 MB in a few kB, where programs write their names. */
export async function withTextBomb(): Promise<Buffer> {
  const packed = deflateSync(Buffer.alloc(64_000_000, 'A'));
  const text = Buffer.concat([Buffer.from('Software\0\0'), packed]);
  return after(await plainPng(), HEADER, chunk('zTXt', text));
}

export const withExif = (jpeg: Buffer): Promise<Buffer> =>
  sharp(jpeg)
    .withExif({ IFD0: { Software: SCRIPT, Copyright: SCRIPT } })
    .jpeg()
    .toBuffer();

/** Behind the first two bytes, which say that it is a JPEG. */
export const withComment = (jpeg: Buffer, text: Buffer): Buffer =>
  after(jpeg, 2, Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]));

/** Says in its frame header that it is a square of that side. */
export function jpegOfSize(jpeg: Buffer, side: number): Buffer {
  const large = Buffer.from(jpeg);
  // Start of frame, baseline; then its length and the bits of a sample.
  const at = large.indexOf(Buffer.from([0xff, 0xc0]));
  large.writeUInt16BE(side, at + 5);
  large.writeUInt16BE(side, at + 7);
  return large;
}

/** A lossless one that says so, with nothing behind it. Source: the WebP lossless bitstream, section 3 */
export function webpOfSize(side: number): Buffer {
  const size = (side - 1) | ((side - 1) << 14);
  const content = Buffer.alloc(6 + 10);
  content.writeUInt8(0x2f, 0);
  content.writeUInt32LE(size >>> 0, 1);
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8L\0\0\0\0', 'latin1');
  head.writeUInt32LE(4 + 8 + content.length, 4);
  head.writeUInt32LE(content.length, 16);
  return Buffer.concat([head, content]);
}

/** Where the header of a PNG ends. */
const HEADER = 33;

const plainPng = () =>
  sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#377' } })
    .png()
    .toBuffer();

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
