import { crc32 } from 'node:zlib';
import sharp, { type OverlayOptions } from 'sharp';

/** A photograph's worth of detail: colours that run into one another, under noise. */
export async function aPicture(width: number, height: number): Promise<Buffer> {
  const noise = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#777',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  });
  return noise.jpeg({ quality: 85 }).toBuffer();
}

export const RED = { r: 255, g: 0, b: 0 };
export const BLUE = { r: 0, g: 0, b: 255 };

/** Red on the left and blue on the right. */
export function redAndBlue(width: number, height: number) {
  const half = Math.floor(width / 2);
  const red = { create: { width: half, height, channels: 3 as const, background: RED } };
  const left: OverlayOptions = { input: red, left: 0, top: 0 };
  return sharp({ create: { width, height, channels: 3, background: BLUE } }).composite([left]);
}

/** The colour in the middle of a picture. */
export async function middleOf(picture: Buffer): Promise<{ r: number; g: number; b: number }> {
  const { dominant } = await sharp(picture).stats();
  return dominant;
}

/** A PNG that says it is huge, and is a few bytes. */
export function pixelFlood(side: number): Buffer {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}
