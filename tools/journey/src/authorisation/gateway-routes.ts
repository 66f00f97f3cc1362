import { routedRpcs } from '@edu/contracts-registry';
import { API_PREFIX } from '@edu/contract-kit';
import type { Actor, Cast } from './cast.ts';
import type { Fault, Replayed } from './replay.ts';

interface Operations {
  readonly paths: Record<string, Record<string, { readonly security?: readonly unknown[] }>>;
}

/** The routes that are in no contract: what they want of the caller is what the API document says. */
export async function tryGatewayRoutes(url: string, { actors }: Cast): Promise<Replayed> {
  const { paths } = (await (await fetch(`${url}${API_PREFIX}/openapi.json`)).json()) as Operations;
  const ofContracts = new Set(
    routedRpcs.map(({ http }) => `${http.method} ${API_PREFIX}${http.path}`),
  );
  const routes = Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        ...{ method: method.toUpperCase(), path },
        isPublic: (operation.security ?? []).length === 0,
      })),
    )
    .filter(({ method, path }) => !ofContracts.has(`${method} ${path}`));
  const faults: Fault[] = [];
  for (const { method, path, isPublic } of routes) {
    for (const actor of actors) {
      const status = await statusOf(`${url}${path}`, method, actor);
      const isRefused = status === 401 || status === 403;
      // What asks for no token may ask for a signature, which none of these requests has.
      const isRight = isPublic || (actor.token === 'valid') === !isRefused;
      if (status < 500 && isRight) continue;
      faults.push({ cell: `${method} ${path} by ${actor.name}`, what: String(status) });
    }
  }
  return { cells: routes.length * actors.length, faults };
}

/** Of a stream as well, which is not read to its end. */
async function statusOf(address: string, method: string, { accessToken }: Actor): Promise<number> {
  const ended = new AbortController();
  const response = await fetch(address.replaceAll(/\{\w+\}/g, 'stripe'), {
    method,
    signal: ended.signal,
    headers: {
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: '{}' }),
  });
  const { status } = response;
  ended.abort();
  return status;
}
