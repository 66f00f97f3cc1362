import { authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import type { RpcCaller } from '@edu/demo';
import type { ApiClient } from '../api-client.ts';
import { eventually } from '../eventually.ts';

/** Until then a suspension is known everywhere. */
const REVOKED_WITHIN_MS = 5_000;

/** @returns how long after it the suspension was known at the gateway and at each service, in ms */
export async function suspend(
  { api, operator }: { readonly api: ApiClient; readonly operator: RpcCaller },
  { id, accessToken: token }: { readonly id: string; readonly accessToken: string },
): Promise<number> {
  const began = Date.now();
  await operator.call(authRpc.suspend, { userId: id });
  await eventually(async () => {
    const { status } = await api.call(authRpc.me, {}, { token });
    if (status !== 401) throw new Error(`the suspended are answered ${status}`);
    await operator.call(notificationRpc.list, {}, token).then(
      () => Promise.reject(new Error('a service serves the suspended')),
      () => undefined,
    );
  }, REVOKED_WITHIN_MS);
  return Date.now() - began;
}
