import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the checkout. */
export const WORKSPACE = resolve(import.meta.dirname, '../../..');

export interface WorkspaceService {
  readonly name: string;
  readonly dir: string;
  /** True when it owns a PostgreSQL schema (of its own name). */
  readonly hasDatabase: boolean;
}

/** Every service of the workspace: an app tagged `type:app`, in the order of their names. */
export function workspaceServices(root: string = WORKSPACE): WorkspaceService[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .sort()
    .map((name) => ({ name, dir: join(apps, name) }))
    .filter(({ dir }) => isService(dir))
    .map((app) => ({ ...app, hasDatabase: existsSync(join(app.dir, 'prisma/schema')) }));
}

function isService(dir: string): boolean {
  const file = join(dir, 'package.json');
  if (!existsSync(file)) return false;
  const { nx } = JSON.parse(readFileSync(file, 'utf8')) as { nx?: { tags?: string[] } };
  return nx?.tags?.includes('type:app') ?? false;
}
