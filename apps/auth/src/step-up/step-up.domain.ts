import { isStaffRole, type RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { addressesOf, addressText } from '../account/account.domain.ts';
import type { Account } from '../generated/prisma/client.ts';

type Way = RpcOutput<typeof authRpc.requestStepUp>['ways'][number];

/**
 * How the owner of an account may prove that it is them, the easiest first. Where there is a second
 * factor nothing less does: whoever holds the session may have had the first. Staff who have a passkey
 * prove it by that alone.
 */
export function waysOf(
  account: Pick<Account, 'passwordHash' | 'email' | 'phone' | 'roles'>,
  { hasSecondFactor, hasPasskey }: { hasSecondFactor: boolean; hasPasskey: boolean },
): Way[] {
  const byPasskey = hasPasskey ? [PASSKEY] : [];
  if (hasPasskey && account.roles.some(isStaffRole)) return byPasskey;
  if (hasSecondFactor) return [...byPasskey, ...SECOND];
  const codes = addressesOf(account).map((address) => ({
    factor: address.channel,
    address: addressText(address),
  }));
  return [...byPasskey, ...(account.passwordHash ? [PASSWORD] : []), ...codes];
}

const SECOND: Way[] = [
  { factor: 'totp', address: null },
  { factor: 'recovery_code', address: null },
];
const PASSKEY: Way = { factor: 'passkey', address: null };
const PASSWORD: Way = { factor: 'password', address: null };
