import { z } from 'zod';

/** Query fields of every list: an opaque cursor from the page before, and how many rows. */
export const pageQuery = {
  cursor: z
    .string()
    .max(512)
    .regex(/^[\w-]+$/)
    .optional()
    .describe('`nextCursor` of the page before; leave it out for the first page.'),
  limit: z.int().min(1).max(100).default(20).describe('How many items a page holds at most.'),
};

export const PageQuery = z
  .strictObject(pageQuery)
  .meta({ id: 'PageQuery', description: 'Which page of a list.' });

/** One page of a list of things that have a name; the page is named after them. */
export const page = <T extends z.ZodType>(item: T) => {
  const { id } = item.meta() ?? {};
  const schema = z.object({
    items: z.array(item).describe('The items of this page, in the order of the list.'),
    nextCursor: z
      .string()
      .nullable()
      .describe('Send it as `cursor` to get the next page; null on the last one.'),
  });
  return id ? schema.meta({ id: `${id}Page`, description: `One page of a list.` }) : schema;
};
