import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { localeOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { PhonePolicy } from '../phone/phone-policy.service.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';

/** The first half of a change: a code to the new address. */
@Injectable()
export class AddressRequestService {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly challenges: ChallengeService,
    private readonly open: OpenAccounts,
    private readonly phones: PhonePolicy,
  ) {}

  /** Somebody else's address gets a message in place of a code, and the same answer. */
  async request(
    input: RpcInput<typeof authRpc.addAddress>,
    actor: Actor,
  ): Promise<RpcOutput<typeof authRpc.addAddress>> {
    const address = this.phones.reachable(input.address);
    const account = await this.open.get(actor);
    const owner = await this.accounts.findByAddress(address);
    if (owner && owner.id !== account.id) {
      const toOwner = { address, ownerId: owner.id, locale: localeOf(owner) };
      return this.challenges.issue({ ...toOwner, purpose: 'decoy', message: 'known_address' });
    }
    const { userId: accountId, sessionId, locale } = actor;
    const change = { purpose: 'address', accountId, sessionId } as const;
    return this.challenges.issue({ address, ownerId: owner?.id, locale, ...change });
  }
}
