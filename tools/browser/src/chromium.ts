import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findRootAccess, installScript, rootRunner } from '@edu/infrastructure/packages';

/** A Chromium without all that shows windows: a page costs a quarter of the CPU. */
const PACKAGE = 'chromium-headless-shell';

/** Names under which distributions and people install it; the first one is the fastest. */
const PROGRAMS = [PACKAGE, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser, or why there is none. */
export type FoundChromium =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly path?: undefined; readonly missing: string };

interface SearchOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Where the output of an installation goes. */
  readonly log: string;
  readonly progress: (line: string) => void;
}

/**
 * The Chromium of this machine: `EDU_CHROMIUM`, a program in PATH, or Debian's package, which is
 * installed where that is allowed. Playwright's own download is not needed.
 */
export async function findChromium({ env, log, progress }: SearchOptions): Promise<FoundChromium> {
  const given = env['EDU_CHROMIUM'];
  if (given) return isProgram(given) ? { path: given } : { missing: `no program is at ${given}` };
  const found = programInPath(env);
  if (found) return { path: found };
  const access = await findRootAccess(env);
  if (access === 'none') {
    return { missing: `no Chromium here; install one (Debian: ${PACKAGE}) or set EDU_CHROMIUM` };
  }
  progress(`Installing ${PACKAGE} (apt-get), for the tests that look at pages`);
  const run = rootRunner(access, env, log);
  try {
    await run('apt-get update', 'exec apt-get -o DPkg::Lock::Timeout=300 update');
    await run('apt-get install', installScript([PACKAGE]));
  } catch (error) {
    return { missing: `Chromium could not be installed: ${(error as Error).message}` };
  }
  const installed = programInPath(env);
  return installed ? { path: installed } : { missing: 'the package of Chromium has no program' };
}

function programInPath(env: NodeJS.ProcessEnv): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  return PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
