import { REQUEST_HEADER, type RpcArgs, type RpcContract } from '@edu/contract-kit';
import { contractRequest } from '@edu/journey';
import type { PlannedRequest } from '../load/load-plan.ts';

/** A request before it is known when it is due. */
export type Draft = Omit<PlannedRequest, 'at' | 'stream'>;

/** Requests of one kind. */
export interface Stream {
  /** Makes what so many requests need: payments whose webhooks are sent, rooms to enter. */
  prepare?(count: number): Promise<void>;
  next(): Promise<Draft> | Draft;
  /** After a scenario: @throws Error when what was asked for has not come of it */
  check?(): Promise<void>;
}

interface DraftOptions {
  readonly token?: string;
  readonly key?: string;
  readonly expect?: number;
}

/** The request of a call as a client sends it. */
export function draftOf<C extends RpcContract>(
  rpc: C,
  input: RpcArgs<C>,
  { token, key, expect = rpc.http?.status ?? 200 }: DraftOptions = {},
): Draft {
  const { method, path, body } = contractRequest(rpc, input);
  if (method !== 'GET' && method !== 'POST') throw new TypeError(`${method} is not measured`);
  return {
    method,
    path,
    body: body ?? null,
    expect: [expect],
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { [REQUEST_HEADER.idempotencyKey]: key }),
    },
  };
}
