import { REQUEST_HEADER, type RpcContract } from '@edu/contract-kit';
import { cacheControl } from './answer-cache.ts';

type Json = Record<string, unknown>;

/** The parameter of routes whose answer is kept and asked about again. */
export const IF_NONE_MATCH = {
  name: REQUEST_HEADER.ifNoneMatch,
  in: 'header',
  description: 'The `ETag` of an answer that was kept: one that is the same is not sent again.',
  schema: { type: 'string', maxLength: 1_000 },
  example: 'W/"5kX1nYz0Q2v9d8Wc3mTq7A"',
};

const ETAG = {
  description: 'Names this answer; it stays the same until the answer changes.',
  schema: { type: 'string' },
};

/** `headers` of the answer of a route, where callers may keep it. */
export function cacheHeaders({ http }: RpcContract): Json {
  const { cache } = http!;
  if (!cache) return {};
  const values = [cacheControl(cache, 'public'), cacheControl(cache, 'private')];
  return {
    headers: {
      'Cache-Control': {
        description: 'How long it may be kept; `private` where somebody is signed in.',
        schema: { type: 'string', enum: values },
      },
      ...(cache === 'revalidate' && { ETag: ETAG }),
    },
  };
}

/** The response of a route whose answer has not changed. */
export function unchangedResponse(rpc: RpcContract): Json {
  if (rpc.http!.cache !== 'revalidate') return {};
  return { '304': { description: 'The answer that was kept still holds', ...cacheHeaders(rpc) } };
}
