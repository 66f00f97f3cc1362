import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** What a project says about itself in its package.json. */
export interface Project {
  /** Folder, from the root of the workspace. */
  readonly dir: string;
  readonly name: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

/** Every folder of the workspace that is meant to be a project, declared well or not. */
export function projects(root = ROOT): Project[] {
  const { workspaces } = readJson<{ workspaces: string[] }>(join(root, 'package.json'));
  const parents = workspaces.map((pattern) => pattern.replace(/\/\*$/, ''));
  return parents.flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .map((entry) => ({ dir: `${parent}/${entry.name}`, isFolder: entry.isDirectory() }))
      .filter(({ dir, isFolder }) => isFolder && !parents.includes(dir))
      .map(({ dir }) => ({ ...readProject(root, dir), dir })),
  );
}

function readProject(root: string, dir: string): Omit<Project, 'dir'> {
  const file = join(root, dir, 'package.json');
  return existsSync(file) ? readJson<Project>(file) : { name: '' };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

const SKIPPED = new Set(['node_modules', 'generated', 'templates', 'dist']);

/** Every source file of a folder that people write, from the root of the workspace. */
export function sourceFiles(folder: string, root = ROOT): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(path, root);
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}
