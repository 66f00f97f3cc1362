import type { AddressChannel, User } from '@edu/client';
import { readableNumber } from './phone-number.ts';

/** By the password, or by a code to an address that the account has already. */
export type ProofWay = 'password' | AddressChannel;

export interface Proof {
  readonly way: ProofWay;
  /** Where the code goes; empty for the password. */
  readonly to: string;
}

/** How somebody may prove that it is them, the easiest first. Everybody has an address. */
export function proofsOf({
  hasPassword,
  email,
  phone,
}: Pick<User, 'hasPassword' | 'email' | 'phone'>): Proof[] {
  return [
    ...(hasPassword ? [{ way: 'password', to: '' } as const] : []),
    ...(phone ? [{ way: 'sms', to: readableNumber(phone) } as const] : []),
    ...(email ? [{ way: 'email', to: email } as const] : []),
  ];
}
