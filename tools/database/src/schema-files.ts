import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceService } from './workspace-services.ts';

/** Path and text of each file of a service's Prisma schema, by name. */
export function schemaFiles({ dir }: WorkspaceService): [string, string][] {
  const schema = join(dir, 'prisma/schema');
  return readdirSync(schema)
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file) => [join(schema, file), readFileSync(join(schema, file), 'utf8')]);
}
