import { randomUUID } from 'node:crypto';
import { REQUEST_HEADER } from '@edu/contract-kit';
import type { RoutedRpc } from '@edu/contracts-registry';
import { contractRequest, type RawRequest } from '@edu/journey';
import { allowed, type People } from './people.ts';
import { sampleOf } from './samples.ts';

/** A request that the route takes, of somebody who may send it. */
export function requestOf(
  rpc: RoutedRpc,
  people: People,
  input: Readonly<Record<string, unknown>> = sampleOf(rpc),
): RawRequest & { readonly headers: Record<string, string> } {
  const { method, path, body } = contractRequest(rpc, input as never);
  return { method, path, body, headers: headersOf(rpc, people) };
}

export function headersOf(rpc: RoutedRpc, people: People): Record<string, string> {
  const person = allowed(rpc, people);
  return {
    'content-type': 'application/json',
    ...(person && { authorization: `Bearer ${person.token}` }),
    ...(rpc.idempotent && { [REQUEST_HEADER.idempotencyKey]: randomUUID() }),
  };
}

/** A row of a table of tests: the name of the route, and the call behind it. */
export const named = (rpc: RoutedRpc) => [`${rpc.http.method} ${rpc.http.path}`, rpc] as const;
