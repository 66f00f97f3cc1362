import type { Rebuilt, RebuildRpc, RpcArgs, ServiceContract } from '@edu/contract-kit';
import { PlatformError } from './platform-error.ts';

/** A projection of a service, and the call that rebuilds it. */
export interface Rebuildable {
  readonly rpc: RebuildRpc;
  readonly projection: string;
}

/** Rows in one call: the most that a page may hold. */
const LIMIT = 100;

/** Every projection that can be rebuilt, by service. */
export function rebuildables(contracts: readonly ServiceContract[]): Map<string, Rebuildable[]> {
  const entries = contracts.flatMap(({ service, rpc }) => {
    const rebuild = rpc['rebuild'] as RebuildRpc | undefined;
    if (!rebuild) return [];
    const names: readonly string[] = rebuild.input.shape.projection.options;
    return [[service, names.map((projection) => ({ rpc: rebuild, projection }))] as const];
  });
  return new Map(entries);
}

/** What there is, for people: one line for each service. */
export function listOf(known: ReadonlyMap<string, readonly Rebuildable[]>): string {
  return [...known]
    .map(([service, all]) => `  ${service}: ${all.map(({ projection }) => projection).join(', ')}`)
    .join('\n');
}

/**
 * The projections that a command line means: one of a service, or all of it.
 *
 * @throws PlatformError that says what there is
 */
export function chosen(
  known: ReadonlyMap<string, readonly Rebuildable[]>,
  service: string | undefined,
  projection: string | undefined,
): readonly Rebuildable[] {
  const todo = `npm run rebuild -- <service> [projection], one of\n${listOf(known)}`;
  if (!service) throw new PlatformError('Name the service whose projections to rebuild', { todo });
  const all = known.get(service);
  if (!all) throw new PlatformError(`No service ${service} has projections`, { todo });
  if (!projection) return all;
  const one = all.find((each) => each.projection === projection);
  if (!one) throw new PlatformError(`${service} has no projection ${projection}`, { todo });
  return [one];
}

/** Totals so far. */
export interface Progress {
  readonly pages: number;
  readonly written: number;
  readonly removed: number;
}

/**
 * Rebuilds one projection page by page, while its service serves.
 *
 * @param call asks the service for one page
 * @returns the totals
 */
export async function rebuildAll(
  { rpc, projection }: Rebuildable,
  call: (rpc: RebuildRpc, input: RpcArgs<RebuildRpc>) => Promise<Rebuilt>,
  onPage: (progress: Progress) => void,
): Promise<Progress> {
  let progress: Progress = { pages: 0, written: 0, removed: 0 };
  let cursor: string | null = null;
  do {
    const input: RpcArgs<RebuildRpc> = { projection, limit: LIMIT, ...(cursor && { cursor }) };
    const page: Rebuilt = await call(rpc, input);
    progress = {
      pages: progress.pages + 1,
      written: progress.written + page.written,
      removed: progress.removed + page.removed,
    };
    onPage(progress);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return progress;
}
