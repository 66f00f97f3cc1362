import { authRpc } from '@edu/contracts-auth';
import { agreeAt } from '@edu/simulators/oidc/agree-at';
import type { ApiClient } from '../api-client.ts';
import { eventually } from '../eventually.ts';
import { newDevice } from '../staff-passkey.ts';

/** @param token carries a fresh proof @returns the id of a passkey of theirs */
export async function addPasskey(api: ApiClient, token: string): Promise<string> {
  const creation = await api.ok(authRpc.beginPasskey, {}, { token });
  const credential = newDevice(api).create(creation);
  return (await api.ok(authRpc.addPasskey, { credential }, { token })).id;
}

/**
 * Tries again where the other company does not answer in time, as its page says: on a busy machine its first
 * answer takes longer than the platform waits.
 *
 * @param token carries a fresh proof
 * @returns the id of the link to an account of theirs elsewhere
 */
export async function linkIssuer(api: ApiClient, token: string, email: string): Promise<string> {
  const begin = () => api.ok(authRpc.beginIssuerLink, { issuer: 'example' }, { token });
  const { url, attempt } = await eventually(begin, 30_000, 2_000);
  const query = await agreeAt(url, { email });
  return (await api.ok(authRpc.linkIssuer, { attempt, query }, { token })).id;
}
