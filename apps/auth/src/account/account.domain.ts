import type { Locale, Role, RpcInput } from '@edu/contract-kit';
import type { authRpc, User } from '@edu/contracts-auth';
import type { z } from 'zod';
import type { Account } from '../generated/prisma/client.ts';

/** Exactly one way to reach a person. */
export type Address = RpcInput<typeof authRpc.loginCode>['address'];

export const addressText = (address: Address) =>
  address.channel === 'email' ? address.email : address.phone;

/** The column that a proven address goes into, as a filter and as a change. */
export const addressField = (channel: Address['channel'], address: string) =>
  channel === 'email' ? { email: address } : { phone: address };

/** Whether the address is (still) that of the account. */
export function hasAddress(
  account: Pick<Account, 'email' | 'phone'>,
  channel: Address['channel'],
  address: string,
): boolean {
  return address === (channel === 'email' ? account.email : account.phone);
}

export const localeOf = (account: Account) => account.locale as Locale;

/** The contract's view of an account. */
export function toUser(account: Account): z.infer<typeof User> {
  return {
    id: account.id,
    roles: account.roles as Role[],
    displayName: account.displayName,
    email: account.email,
    phone: account.phone,
    locale: localeOf(account),
    createdAt: account.createdAt.toISOString(),
  };
}
