import type { RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { addressesOf, addressText } from '../account/account.domain.ts';
import type { Account } from '../generated/prisma/client.ts';

type Way = RpcOutput<typeof authRpc.requestStepUp>['ways'][number];

/** How the owner of an account may prove that it is them, the easiest first. */
export function waysOf(account: Pick<Account, 'passwordHash' | 'email' | 'phone'>): Way[] {
  const codes = addressesOf(account).map((address) => ({
    factor: address.channel,
    address: addressText(address),
  }));
  return [...(account.passwordHash ? [PASSWORD] : []), ...codes];
}

const PASSWORD: Way = { factor: 'password', address: null };
