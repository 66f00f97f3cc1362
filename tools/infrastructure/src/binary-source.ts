import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { extraServerPath } from './extra-servers.ts';
import {
  isRecentEnough,
  parseVersion,
  postgresExtensions,
  requirements,
  type AnyServerName,
  type Version,
} from './requirements.ts';
import { capture } from './run-command.ts';

/** A server program on this machine that is new enough and complete. */
export interface Binary {
  path: string;
  version: Version;
}

/** The outcome of a search: the best program, and in words why others were passed over. */
export interface BinarySearch {
  found?: Binary;
  rejected: string[];
}

const programs: Record<AnyServerName, readonly string[]> = {
  postgres: ['postgres'],
  redis: ['redis-server', 'valkey-server'],
  nats: ['nats-server'],
  livekit: ['livekit-server'],
};

/**
 * Looks for a server's program in PATH, where distributions put it, and what `npm run servers` has built.
 *
 * @param major only this PostgreSQL version will do, since a data folder was made with it
 */
export async function findBinary(
  name: AnyServerName,
  env: NodeJS.ProcessEnv,
  major?: number,
): Promise<BinarySearch> {
  // A link to PostgreSQL is followed, as initdb and the extensions lie beside the program. Redis
  // must keep the name it was found under: on Debian the link's target, called by its own name,
  // is another tool.
  const follow = name === 'postgres';
  const paths = executables(searchFolders(name, env), programs[name], follow);
  // Of the version that production has, which costs half of what Debian's does.
  const built = extraServerPath('nats-server');
  if (name === 'nats' && existsSync(built)) paths.push(built);
  const candidates = await Promise.all(paths.map((path) => examine(name, path, major)));
  const rejected = candidates.flatMap((candidate) => candidate.rejected ?? []);
  const usable = candidates.flatMap((candidate) => candidate.binary ?? []);
  // Newest first; the sort is stable, so PATH order decides between equals.
  usable.sort((a, b) => b.version.major - a.version.major || b.version.minor - a.version.minor);
  return { ...(usable[0] && { found: usable[0] }), rejected };
}

/** Folders in which the program may lie, PATH first. */
export function searchFolders(name: AnyServerName, env: NodeJS.ProcessEnv): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  folders.push('/usr/local/bin', '/usr/bin', '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin');
  if (name === 'nats' || name === 'livekit') {
    if (env['GOPATH']) folders.push(join(env['GOPATH'], 'bin'));
    if (env['HOME']) folders.push(join(env['HOME'], 'go', 'bin'));
    folders.push('/usr/local/go/bin');
  }
  if (name === 'postgres') {
    folders.push(...subfolders('/usr/lib/postgresql', /^\d+$/, 'bin'));
    folders.push(...subfolders('/usr', /^pgsql-\d+$/, 'bin'));
    folders.push(...subfolders('/opt/homebrew/opt', /^postgresql(@\d+)?$/, 'bin'));
    folders.push(...subfolders('/usr/local/opt', /^postgresql(@\d+)?$/, 'bin'));
  }
  return folders;
}

function subfolders(parent: string, pattern: RegExp, rest: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((entry) => pattern.test(entry))
    .map((entry) => join(parent, entry, rest));
}

function executables(
  folders: readonly string[],
  names: readonly string[],
  follow: boolean,
): string[] {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        const target = realpathSync(path);
        if (!found.has(target)) found.set(target, follow ? target : path);
      } catch {
        // Not here.
      }
    }
  }
  return [...found.values()];
}

async function examine(
  name: AnyServerName,
  path: string,
  major: number | undefined,
): Promise<{ binary?: Binary; rejected?: string }> {
  const { code, output } = await capture(path, ['--version'], { timeoutMs: 5_000 });
  const version = code === 0 ? parseVersion(output) : undefined;
  if (!version) return { rejected: `${path} does not print its version` };
  const is = `${path} is version ${version.text}`;
  if (!isRecentEnough(name, version)) {
    return { rejected: `${is}, older than ${requirements[name].minimum.join('.')}` };
  }
  if (name !== 'postgres') return { binary: { path, version } };
  if (major !== undefined && version.major !== major) {
    return { rejected: `${is}, but the data folder was made with ${major}` };
  }
  if (!existsSync(join(dirname(path), 'initdb'))) return { rejected: `${path} has no initdb` };
  const missing = await missingExtensions(dirname(path), version.major);
  if (missing.length > 0) return { rejected: `${is} without ${missing.join(', ')}` };
  return { binary: { path, version } };
}

/** Extensions of which a part is in none of the places this PostgreSQL reads. */
async function missingExtensions(binFolder: string, major: number): Promise<string[]> {
  const places = { sharedir: [`/usr/share/postgresql/${major}`], pkglibdir: [] as string[] };
  const config = join(binFolder, 'pg_config');
  for (const [place, folders] of Object.entries(places)) {
    if (!existsSync(config)) break;
    const { code, output } = await capture(config, [`--${place}`], { timeoutMs: 5_000 });
    if (code === 0) folders.unshift(output.trim());
  }
  for (const rest of ['postgresql', `postgresql@${major}`, '']) {
    places.sharedir.push(join(binFolder, '..', 'share', rest));
    places.pkglibdir.push(join(binFolder, '..', 'lib', rest));
  }
  return incompleteExtensions(places.sharedir, places.pkglibdir);
}

/**
 * The extensions that lack their control file or the library that it names. Debian packs the two
 * apart, and removing the one leaves the other.
 */
export function incompleteExtensions(share: readonly string[], lib: readonly string[]): string[] {
  // PL/pgSQL is in every PostgreSQL, so it shows where this one keeps its libraries.
  const known = lib.filter((dir) => hasLibrary(dir, 'plpgsql'));
  return postgresExtensions.filter((extension) => {
    const control = share
      .map((dir) => join(dir, 'extension', `${extension}.control`))
      .find((file) => existsSync(file));
    if (!control) return true;
    const library = /^module_pathname\s*=\s*'\$libdir\/([\w.-]+)'/m.exec(
      readFileSync(control, 'utf8'),
    );
    return (
      library !== null && known.length > 0 && !known.some((dir) => hasLibrary(dir, library[1]!))
    );
  });
}

function hasLibrary(folder: string, name: string): boolean {
  return ['.so', '.dylib'].some((ending) => existsSync(join(folder, name + ending)));
}
