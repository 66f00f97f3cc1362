import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE, workspaceServices, type WorkspaceService } from '@edu/database';
import type { Programs } from './bundle.ts';
import { buildClient } from './client.ts';
import { fingerprint } from './fingerprint.ts';
import { completeImage, jobsOf } from './image.ts';

export interface BuildOptions {
  /** Names of the services wanted; all by default. */
  readonly only?: readonly string[];
  /** An image's folder: emptied first, and complete with all that its programs need. */
  readonly outDir?: string;
}

export interface Build {
  /**
   * Holds `<service>.js` of each service, and `platform-host.js`, which exports `startService`; an
   * image has the programs of its jobs in place of that.
   */
  readonly dir: string;
  readonly services: readonly string[];
  /** False when this build existed already. */
  readonly fresh: boolean;
}

const BUILDS = join(WORKSPACE, 'dist/services');
/** Older builds may still be running; this many are kept. */
const KEPT = 6;

/**
 * Bundles services, one entry each with the chunks they share. A build's folder is named after its
 * sources and never changes, so what runs from it is not disturbed by the next one.
 *
 * @throws Error with the bundler's message
 */
export async function buildServices(options: BuildOptions = {}): Promise<Build> {
  const services = selectServices(options.only);
  const names = services.map(({ name }) => name);
  // Loaded when needed: the bundler is large, and mostly there is nothing to build.
  const bundle = async (dir: string, programs: Programs) => {
    const { bundle: bundleServices } = await import('./bundle.ts');
    const [native] = await Promise.all([bundleServices(services, dir, programs), clients(dir)]);
    return native;
  };
  const clients = (dir: string) =>
    Promise.all(services.map((service) => buildClient(service, dir)));
  if (options.outDir) {
    rmSync(options.outDir, { recursive: true, force: true });
    completeImage(options.outDir, services, await bundle(options.outDir, jobsOf(services)));
    return { dir: options.outDir, services: names, fresh: true };
  }
  const dir = buildDir(names);
  const fresh = !existsSync(dir);
  if (fresh) {
    const unfinished = `${dir}.${process.pid}`;
    mkdirSync(BUILDS, { recursive: true });
    try {
      await bundle(unfinished, { 'platform-host': 'libs/service/src/service.ts' });
      if (!existsSync(dir)) renameSync(unfinished, dir);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return used({ dir, services: names, fresh });
}

/** The same in a process of its own, whose memory goes with it; at once when nothing has changed. */
export async function ensureBuilt(only?: readonly string[]): Promise<Build> {
  const names = selectServices(only).map(({ name }) => name);
  const dir = buildDir(names);
  if (existsSync(dir)) return used({ dir, services: names, fresh: false });
  const child = fork(join(import.meta.dirname, 'main.ts'), ['--only', names.join(',')], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  let build: Build | undefined;
  child.on('message', (message) => (build = message as Build));
  await new Promise((resolve) => child.once('close', resolve));
  if (!build) throw new Error(errors.trim() || 'the build ended without a result');
  return build;
}

/** Services of the workspace by name; all that have a program by default. */
function selectServices(only?: readonly string[]): WorkspaceService[] {
  const known = workspaceServices().filter(({ dir }) => existsSync(join(dir, 'src/main.ts')));
  const unknown = only?.filter((name) => !known.some((service) => service.name === name)) ?? [];
  if (unknown.length > 0) {
    const names = known.map(({ name }) => name).join(', ');
    throw new Error(`no such service: ${unknown.join(', ')} (there are ${names})`);
  }
  return only ? known.filter(({ name }) => only.includes(name)) : known;
}

function buildDir(names: readonly string[]): string {
  return join(BUILDS, fingerprint(names));
}

function used(build: Build): Build {
  const now = new Date();
  utimesSync(build.dir, now, now);
  const byAge = readdirSync(BUILDS)
    .map((name) => join(BUILDS, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(KEPT)) rmSync(old, { recursive: true, force: true });
  return build;
}
