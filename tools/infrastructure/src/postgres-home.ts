import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import { capture } from './run-command.ts';
import type { SystemUser } from './server-plan.ts';

const recordFile = 'postgres-home.json';
const ownerFile = 'belongs-to';
const lastingParent = '/var/lib/educonnect';

/** The user PostgreSQL runs as where we are root, since it refuses to run as root. */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = await capture('id', ['-u', name]);
    const gid = await capture('id', ['-g', name]);
    if (uid.code === 0 && gid.code === 0) {
      return { name, uid: Number(uid.output), gid: Number(gid.output) };
    }
  }
  throw new InfrastructureError('PostgreSQL refuses to run as root, and no other user was found.', {
    todo: 'create one: useradd --system postgres',
  });
}

/**
 * The folder PostgreSQL keeps its cluster in, owned by its user: `postgres/` in the data folder,
 * or, where that user may not get there (a checkout in /root), a folder outside that is recorded
 * in the data folder and removed with it.
 *
 * @param throwaway the folder outside may then be a temporary one
 */
export async function preparePostgresHome(
  folder: DataFolder,
  user: SystemUser | undefined,
  throwaway: boolean,
): Promise<string> {
  const inside = join(folder.path, 'postgres');
  const recorded = outsideHome(folder);
  if (recorded) return recorded;
  mkdirSync(inside, { recursive: true, mode: 0o700 });
  if (!user) return inside;
  chownSync(inside, user.uid, user.gid);
  // mkdtemp makes folders nobody else may enter; the data folder is ours to open for passing.
  if (statSync(folder.path).uid === 0) {
    chmodSync(folder.path, (statSync(folder.path).mode & 0o7777) | 0o011);
  }
  if (await mayWrite(user, inside)) return inside;
  rmSync(inside, { recursive: true });
  return makeOutside(folder, user, throwaway);
}

/** The recorded folder outside the data folder; undefined when there is none. */
export function outsideHome(folder: DataFolder): string | undefined {
  const home = folder.readJson<{ path: string }>(recordFile)?.path;
  if (home === undefined || !existsSync(join(home, ownerFile))) return undefined;
  const owner = readFileSync(join(home, ownerFile), 'utf8');
  if (owner === folder.path) return home;
  throw new InfrastructureError(
    `The PostgreSQL data in ${home} belongs to ${owner}, of which ${folder.path} is a copy.`,
    { todo: `delete ${folder.path} and start with empty data` },
  );
}

/** Removes the folder outside the data folder, if there is one. */
export function removeOutsideHome(folder: DataFolder): void {
  const home = outsideHome(folder);
  if (home !== undefined) {
    rmSync(home, { recursive: true, force: true });
    try {
      if (dirname(home) === lastingParent) rmdirSync(lastingParent);
    } catch {
      // Data of other checkouts is still in it.
    }
  }
  rmSync(folder.runFile(recordFile), { force: true });
}

async function makeOutside(
  folder: DataFolder,
  user: SystemUser,
  throwaway: boolean,
): Promise<string> {
  const key = createHash('sha256').update(folder.path).digest('hex').slice(0, 16);
  // Data to keep must survive a reboot, which /tmp does not promise; the other servers' data does.
  const parents = throwaway ? [tmpdir(), '/tmp'] : [lastingParent, tmpdir()];
  const problems: string[] = [];
  for (const parent of parents) {
    const home = join(parent, `educonnect-postgres-${key}`);
    try {
      mkdirSync(parent, { recursive: true });
      // Left by a data folder that was deleted by hand; its password is lost with it.
      if (existsSync(home) && isSafe(home, user)) rmSync(home, { recursive: true });
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(join(home, ownerFile), folder.path);
      chownSync(home, user.uid, user.gid);
      if (await mayWrite(user, home)) {
        const path = realpathSync(home);
        writeFileSync(folder.runFile(recordFile), JSON.stringify({ path }));
        return path;
      }
      problems.push(`${user.name} cannot get to ${parent}`);
      rmSync(home, { recursive: true });
    } catch (error) {
      problems.push(reasonOf(error));
    }
  }
  throw new InfrastructureError(
    `As root PostgreSQL runs as the user ${user.name}, who cannot get to ${folder.path}, and no ` +
      `other place was found: ${problems.join('; ')}.`,
    { todo: 'set EDU_DATA_DIR to a folder every user may pass to, for example /srv/educonnect' },
  );
}

/** Nobody else's folder or link may stand where everybody can write. */
function isSafe(home: string, user: SystemUser): boolean {
  const entry = lstatSync(home);
  return entry.isDirectory() && (entry.uid === 0 || entry.uid === user.uid);
}

async function mayWrite(user: SystemUser, folder: string): Promise<boolean> {
  const test = ['-c', 'cd "$1" && test -w . && test -x .', 'sh', folder];
  const { code } = await capture('/bin/sh', test, { cwd: '/', uid: user.uid, gid: user.gid });
  return code === 0;
}
