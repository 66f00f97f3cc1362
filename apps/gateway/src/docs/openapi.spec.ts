import { API_PREFIX } from '@edu/contract-kit';
import { contracts, routedRpcs } from '@edu/contracts-registry';
import { openApiDocument } from '@edu/http';
import { describe, expect, it } from 'vitest';

interface Operation {
  readonly parameters: readonly object[];
  readonly responses: Readonly<Record<string, { headers?: Record<string, object> }>>;
}
const { paths } = openApiDocument(contracts, []) as {
  paths: Record<string, Record<string, Operation>>;
};

describe('what may be kept of an answer', () => {
  it.each(routedRpcs.map((rpc) => [rpc.subject, rpc] as const))('is said of %s', (_, rpc) => {
    const { method, path, status = 200, cache, session } = rpc.http;
    const { version } = rpc;
    const isPublicGet = method === 'GET' && rpc.access === 'public';
    expect(cache !== undefined).toBe(isPublicGet);
    const operation = paths[API_PREFIX + path]![method.toLowerCase()]!;
    const headers = Object.keys(operation.responses[status]!.headers ?? {});
    const tagged = cache === 'revalidate';
    expect(headers).toEqual([
      ...(cache ? ['Cache-Control'] : []),
      ...(tagged ? ['ETag'] : []),
      ...(session ? ['Set-Cookie'] : []),
      ...(version ? ['ETag'] : []),
    ]);
    expect('304' in operation.responses).toBe(tagged);
    expect('412' in operation.responses).toBe(version === 'checked');
    const parameter = { $ref: '#/components/parameters/IfNoneMatch' };
    expect(operation.parameters.filter((one) => '$ref' in one)).toEqual(
      [
        rpc.idempotent && { $ref: '#/components/parameters/IdempotencyKey' },
        tagged && parameter,
        version === 'checked' && { $ref: '#/components/parameters/IfMatch' },
        session && { $ref: '#/components/parameters/Session' },
      ].filter(Boolean),
    );
  });
});
