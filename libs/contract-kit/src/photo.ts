import { z } from 'zod';

const size = (pixels: number, kB: number) =>
  z.string().meta({
    description: `WebP, ${pixels} × ${pixels} pixels at most, ${kB} kB at most: a path at the address of the API.`,
    examples: [`/api/v1/media/photo/9f86d081884c7d659a2feaa0c55ad015/${pixels}.webp`],
  });

/** A picture of a person, in three sizes. The addresses change with the picture. */
export const Photo = z
  .object({ small: size(96, 3), medium: size(240, 12), large: size(640, 40) })
  .meta({ id: 'Photo', description: 'A square picture of a person.' });
export type Photo = z.infer<typeof Photo>;
