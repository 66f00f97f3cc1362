import assert from 'node:assert/strict';
import { ApiError, createClient, type Client, type ClientOptions } from '@edu/client';
import type { ProblemType } from '@edu/contract-kit';
import { routedRpcs } from '@edu/contracts-registry';
import { z } from 'zod';

/** Where the API is. */
export interface Gateway {
  readonly url: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const outputs = new Map(
  routedRpcs.map(({ http, output }) => [
    `${http.method.toLowerCase()} /api/v1${http.path}`,
    output,
  ]),
);

/** The client that is published, whose outputs are checked against the contracts as well. */
export function clientAt({ url }: Gateway, options: Omit<ClientOptions, 'url'> = {}): Client {
  const client = createClient({ url, ...options });
  const checked = METHODS.map((method) => [method, checkedCall(client, method)]);
  return { ...client, ...(Object.fromEntries(checked) as Partial<Client>) };
}

type UntypedCall = (path: string, options?: object) => Promise<unknown>;

function checkedCall(client: Client, method: (typeof METHODS)[number]): UntypedCall {
  const call = client[method] as UntypedCall;
  return async (path, options) => {
    const answer = await call(path, options);
    const schema = outputs.get(`${method} ${path}`);
    assert(schema, `${method} ${path} is no route of the contracts`);
    const output = schema.safeParse(answer);
    assert(output.success, `${method} ${path}: ${output.error && z.prettifyError(output.error)}`);
    return output.data;
  };
}

/** The refusal of a call, which has to be of this type. @throws AssertionError */
export async function refused(call: Promise<unknown>, type: ProblemType): Promise<ApiError> {
  const error = await call.then(
    () => assert.fail(`it was done, and not refused with ${type.code}`),
    (reason: unknown) => reason,
  );
  assert(error instanceof ApiError, error as Error);
  assert.deepEqual([error.status, error.code], [type.status, type.code], error.title);
  return error;
}
