import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_HEADER, type RpcOutput } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import type { ApiClient } from './api-client.ts';

const PATIENCE_MS = 30_000;

/**
 * Signs in as a client does: where too many do at the moment, it waits and tries again. Where nobody has
 * signed in yet, as on a platform that has just started, many at once are.
 */
export async function signInByPassword(
  api: ApiClient,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<RpcOutput<typeof authRpc.login>> {
  const address = { channel: 'email', email } as const;
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const answer = await api.call(authRpc.login, { address, password });
    if (answer.status !== authErrors.busy.status || Date.now() > until) return answer.ok();
    await sleep(1_000 * Number(answer.raw.headers[RESPONSE_HEADER.retryAfter] ?? 1));
  }
}
