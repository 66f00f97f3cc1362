import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the checkout. */
export const WORKSPACE = resolve(import.meta.dirname, '../../..');

export interface WorkspaceService {
  readonly name: string;
  readonly dir: string;
  /** True when it owns a PostgreSQL schema (of its own name). */
  readonly hasDatabase: boolean;
  /** False for the web, which knows the gateway alone. */
  readonly usesNats: boolean;
  /** Settings of its login role beyond the common ones: `postgres` of its package.json. */
  readonly settings: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly nx?: { readonly tags?: readonly string[] };
  readonly postgres?: Readonly<Record<string, string>>;
}

/** Every service of the workspace: an app tagged `type:app` or `type:web`, in the order of their names. */
export function workspaceServices(root: string = WORKSPACE): WorkspaceService[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .sort()
    .map((name) => ({ name, dir: join(apps, name), manifest: readManifest(join(apps, name)) }))
    .filter(({ manifest }) => hasTag(manifest, 'type:app') || hasTag(manifest, 'type:web'))
    .map(({ name, dir, manifest }) => ({
      name,
      dir,
      hasDatabase: existsSync(join(dir, 'prisma/schema')),
      usesNats: hasTag(manifest, 'type:app'),
      settings: manifest.postgres ?? {},
    }));
}

const hasTag = ({ nx }: Manifest, tag: string) => nx?.tags?.includes(tag) ?? false;

function readManifest(dir: string): Manifest {
  const file = join(dir, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}
