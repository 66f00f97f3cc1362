import type { Locale, Role, RpcInput } from '@edu/contract-kit';
import { authErrors, type authRpc, type User } from '@edu/contracts-auth';
import type { z } from 'zod';
import type { Account } from '../generated/prisma/client.ts';

/** Exactly one way to reach a person. */
export type Address = RpcInput<typeof authRpc.loginCode>['address'];

export const addressText = (address: Address) =>
  address.channel === 'email' ? address.email : address.phone;

/**
 * The mailbox that an address delivers to, for counting: what stands behind a plus is a label that
 * its owner chooses, so that one mailbox has any number of addresses.
 */
export function mailboxOf(address: Address): string {
  const text = addressText(address);
  return address.channel === 'email' ? text.replace(/\+[^@]*@/, '@') : text;
}

export const ownerOf = (address: Address) =>
  address.channel === 'email' ? { email: address.email } : { phone: address.phone };

/** The column that a proven address goes into; null takes it out. */
export const addressField = (channel: Address['channel'], address: string | null) =>
  channel === 'email' ? { email: address } : { phone: address };

/** Whether the address is (still) that of the account. */
export function hasAddress(
  account: Pick<Account, 'email' | 'phone'>,
  channel: Address['channel'],
  address: string,
): boolean {
  return address === (channel === 'email' ? account.email : account.phone);
}

export const addressOf = (channel: Address['channel'], text: string): Address =>
  channel === 'email' ? { channel, email: text } : { channel, phone: text };

/** Every way to reach the account's owner. */
export function addressesOf({ email, phone }: Pick<Account, 'email' | 'phone'>): Address[] {
  return [
    ...(email ? [addressOf('email', email)] : []),
    ...(phone ? [addressOf('sms', phone)] : []),
  ];
}

export const localeOf = (account: Account) => account.locale as Locale;

/** How a suspended account is answered to whoever has proved that it is theirs. */
export const refusalOf = ({ erasureId }: Pick<Account, 'erasureId'>) =>
  erasureId ? authErrors.closing() : authErrors.suspended();

/** The contract's view of an account. */
export function toUser(account: Account): z.infer<typeof User> {
  return {
    id: account.id,
    roles: account.roles as Role[],
    displayName: account.displayName,
    email: account.email,
    phone: account.phone,
    hasPassword: account.passwordHash !== null,
    locale: localeOf(account),
    zone: account.zone,
    createdAt: account.createdAt.toISOString(),
  };
}
