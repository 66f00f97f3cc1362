import { z } from 'zod';

/** How far a reindexing is: what a step that is repeated goes on from. */
export const ReindexData = z.object({
  /** Of the page that is next; null at the begin of a step. */
  cursor: z.string().nullable(),
  /** Pages of this step that are done. */
  pages: z.int(),
  /** Rows so far, of all steps. */
  written: z.int(),
  removed: z.int(),
});
export type ReindexData = z.infer<typeof ReindexData>;

export const FROM_THE_START: ReindexData = { cursor: null, pages: 0, written: 0, removed: 0 };
