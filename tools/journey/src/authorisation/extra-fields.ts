import { randomUUID } from 'node:crypto';
import { platformErrors, REQUEST_HEADER } from '@edu/contract-kit';
import { routedRpcs, type RoutedRpc } from '@edu/contracts-registry';
import type { ApiClient } from '../api-client.ts';
import { contractRequest } from '../contract-request.ts';
import type { Cast } from './cast.ts';
import { cellsOf, type Cell } from './cells.ts';
import { expected } from './expectation.ts';
import type { Fault, Replayed } from './replay.ts';

/** What somebody would like to set who may only send the rest (S-21); as text, for objects cannot hold all. */
const EXTRA: readonly (readonly [string, string])[] = [
  ['role', '"admin"'],
  ['roles', '["admin"]'],
  ['isAdmin', 'true'],
  ['kycStatus', '"approved"'],
  ['price', '{"amount":1,"currency":"XOF"}'],
  ['currency', '"XOF"'],
  ['userId', `"${randomUUID()}"`],
  ['version', '99'],
  ['createdAt', '"2020-01-01T00:00:00.000Z"'],
  ['__proto__', '{"isAdmin":true}'],
  ['constructor', '{"prototype":{"isAdmin":true}}'],
];

/** Every write, by somebody who may make it, with each of those: all are refused before anything is done. */
export async function tryExtraFields(api: ApiClient, cast: Cast): Promise<Replayed> {
  const writes = routedRpcs.filter(({ http }) => !['GET', 'DELETE'].includes(http.method));
  const faults: Fault[] = [];
  let cells = 0;
  for (const rpc of writes) {
    const cell = cellsOf([rpc], cast).find(
      (one) => expected(rpc, one.actor, one.whose) === 'let in',
    );
    if (!cell) {
      faults.push({ cell: rpc.subject, what: 'nobody may do it' });
      continue;
    }
    for (const [name, value] of EXTRA.filter(([field]) => !knows(rpc, field))) {
      cells++;
      const what = await refusal(api, rpc, cell, name, value);
      if (what) faults.push({ cell: `${rpc.subject} with ${name}`, what });
    }
  }
  return { cells, faults };
}

const knows = ({ input }: RoutedRpc, field: string) =>
  Object.hasOwn((input as unknown as { shape: object }).shape, field);

async function refusal(
  api: ApiClient,
  rpc: RoutedRpc,
  { actor, input }: Cell,
  name: string,
  value: string,
): Promise<string | undefined> {
  const { method, path, body = '{}' } = contractRequest(rpc, input as never);
  const rest = body.slice(1, -1);
  const { status, text } = await api.send({
    ...{ method, path },
    body: `{${rest}${rest && ','}"${name}":${value}}`,
    headers: {
      'content-type': 'application/json',
      [REQUEST_HEADER.idempotencyKey]: randomUUID(),
      ...(actor.accessToken && { authorization: `Bearer ${actor.accessToken}` }),
    },
  });
  if (status !== 400) return `${status} in place of 400`;
  const { code } = JSON.parse(text) as { code: string };
  const isIt = [platformErrors.invalidInput, platformErrors.malformedJson].some(
    (p) => p.code === code,
  );
  return isIt ? undefined : code;
}
