import type { RpcContract } from '@edu/contract-kit';
import { versionTag } from './version-tag.ts';

type Json = Record<string, unknown>;

/** The parameter of routes that change something only as the caller has seen it. */
export const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description:
    'The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer.',
  schema: { type: 'string', maxLength: 200 },
  example: versionTag(3),
};

export function versionParameters({ version }: RpcContract): Json[] {
  return version === 'checked' ? [{ $ref: '#/components/parameters/IfMatch' }] : [];
}

/** `headers` of an answer that has a version. */
export function versionHeaders({ version }: RpcContract): Json {
  if (!version) return {};
  const description = 'The `version` of what is answered, for the `If-Match` of what changes it.';
  return { headers: { ETag: { description, schema: { type: 'string' }, example: versionTag(3) } } };
}
