import type { Binary, BinarySearch } from './binary-source.ts';
import type { Containers } from './container-source.ts';
import type { GivenServer } from './environment-source.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import { requirements, type ServerName } from './requirements.ts';

/** Where one server comes from. */
export type Source =
  | { kind: 'environment'; url: string; version: string }
  | { kind: 'binary'; binary: Binary }
  | { kind: 'container'; url: string };

/** The places to look, replaced in tests. */
export interface Finders {
  given(name: ServerName): Promise<GivenServer | undefined>;
  binary(name: ServerName): Promise<BinarySearch>;
  /** Starts containers; undefined when no engine runs. */
  containers(names: readonly ServerName[]): Promise<Containers | undefined>;
  /** Installs packages; false when this user may not. */
  packages(names: readonly ServerName[]): Promise<boolean>;
}

export interface Resolution {
  sources: Map<ServerName, Source>;
  containers?: Containers;
}

/**
 * Decides for every server where it comes from, the first that has it: the environment, programs
 * on this machine, a container engine, the distribution's packages.
 *
 * @throws InfrastructureError listing what to install when no place has it
 */
export async function resolveSources(
  names: readonly ServerName[],
  finders: Finders,
  progress: (line: string) => void,
): Promise<Resolution> {
  const sources = new Map<ServerName, Source>();
  const notes: string[] = [];
  await Promise.all(
    names.map(async (name) => {
      const given = await finders.given(name);
      if (given) sources.set(name, { kind: 'environment', ...given });
    }),
  );
  const missing = (): ServerName[] => names.filter((name) => !sources.has(name));
  const lookForBinaries = async (): Promise<void> => {
    const searches = await Promise.all(
      missing().map(async (name) => [name, await finders.binary(name)] as const),
    );
    for (const [name, { found, rejected }] of searches) {
      if (found) sources.set(name, { kind: 'binary', binary: found });
      else notes.push(...rejected);
    }
  };

  await lookForBinaries();
  if (missing().length === 0) return { sources };

  try {
    const wanted = missing();
    const containers = await finders.containers(wanted);
    if (containers) {
      for (const [name, url] of containers.urls) sources.set(name, { kind: 'container', url });
      return { sources, containers };
    }
    notes.push('no container engine runs here');
  } catch (error) {
    // An engine without access to its registry is common; packages may still do.
    progress(`The container engine is of no use here: ${reasonOf(error)}`);
    notes.push(reasonOf(error));
  }

  if (await finders.packages(missing())) {
    notes.length = 0;
    await lookForBinaries();
  } else {
    notes.push('packages cannot be installed: not root, no sudo without a password, or no apt');
  }
  if (missing().length > 0) throw nothingFound(missing(), notes);
  return { sources };
}

function nothingFound(missing: readonly ServerName[], notes: readonly string[]): Error {
  const labels = missing.map((name) => requirements[name].label).join(', ');
  const why = [...new Set(notes)].map((note) => `\n  - ${note}`).join('');
  const install = missing.map((name) => `\n      ${requirements[name].install}`).join('');
  const variables = missing.map((name) => requirements[name].addressVariable).join(', ');
  return new InfrastructureError(`Not found on this machine: ${labels}.${why}`, {
    todo:
      `install, then run the same command again:${install}\n` +
      `    or start a container engine (Docker with Compose),\n` +
      `    or name servers that run elsewhere in ${variables}`,
  });
}
