import { newId, type Locale } from '@edu/contract-kit';
import type { Address } from '../account/account.domain.ts';

/** What a code is asked for. */
export type ChallengeRequest = {
  readonly address: Address;
  readonly locale: Locale;
  /** The account that has the address, if any. */
  readonly ownerId: string | undefined;
} & (
  | { readonly purpose: 'register'; readonly registration: Registration }
  | { readonly purpose: 'login' | 'device' | 'reset'; readonly accountId: string }
  /** Good only in the session that asked. */
  | {
      readonly purpose: 'address' | 'step_up';
      readonly accountId: string;
      readonly sessionId: string;
    }
  /** Nothing can come of it: a message says why, and whoever asks sees no difference. */
  | { readonly purpose: 'decoy'; readonly message: 'known_address' | 'unknown_address' }
);

/** What somebody asks to be; it takes effect when the code proves the address. */
export interface Registration {
  readonly role: string;
  readonly displayName: string;
  readonly zone: string | null;
  readonly passwordHash: string | null;
  /** The account of another company that it came with; linked once the code proves the address. */
  readonly link?: { readonly issuer: string; readonly subject: string };
}

/** The account that it is about; a registration and a decoy get an id that nobody has. */
export function accountIdOf(request: ChallengeRequest): string {
  return 'accountId' in request ? request.accountId : newId();
}
