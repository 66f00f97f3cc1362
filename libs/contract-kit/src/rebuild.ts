import { z } from 'zod';
import { pageQuery } from './page.ts';
import { defineRpc } from './rpc.ts';

export const Rebuilt = z
  .object({
    written: z.int().describe('How many rows were written: none of a newer version.'),
    removed: z.int().describe('How many rows were ended, for their owner lacks them.'),
    nextCursor: z
      .string()
      .nullable()
      .describe('Send it as `cursor` for the next page; null after the last one.'),
  })
  .meta({ id: 'Rebuilt', description: 'What one page of a rebuild changed.' });
export type Rebuilt = z.infer<typeof Rebuilt>;

/**
 * How a service with projections makes them like their owner's data again, one page per call, while
 * events keep coming. Safe to run at any time, and again.
 *
 * @param names of the projections that can be rebuilt
 */
export function rebuildRpc<const Names extends readonly [string, ...string[]]>(
  service: string,
  names: Names,
) {
  const owner = `${service[0]!.toUpperCase()}${service.slice(1)}`;
  const projection = z
    .enum(names)
    .meta({ id: `${owner}Projection`, description: 'A copy that this service can rebuild.' });
  return defineRpc(`rpc.${service}.rebuild.v1`, {
    summary: 'Make one page of a projection like what its owner says',
    input: z
      .strictObject({ projection, ...pageQuery })
      .meta({ id: `Rebuild${owner}`, description: 'Which page of which projection.' }),
    output: Rebuilt,
  });
}
export type RebuildRpc = ReturnType<typeof rebuildRpc>;
