import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { refusalOf, addressOf, hasAddress } from '../account/account.domain.ts';
import { NewAccounts } from '../account/new-accounts.service.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressChangeService } from '../address-change/address-change.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { ChallengeService, type SolvedChallenge } from '../challenge/challenge.service.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { Entrance } from '../second-factor/entrance.service.ts';

/** Codes that are good here, beside those of registrations. */
const TAKEN: ReadonlySet<string> = new Set(['login', 'device', 'address']);

/** What a right code completes: a registration, a sign-in, or a new address. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly changes: AddressChangeService,
    private readonly challenges: ChallengeService,
    private readonly entrance: Entrance,
    private readonly newAccounts: NewAccounts,
  ) {}

  /** @throws auth.bad_code, auth.too_many_tries, auth.address_taken, auth.issuer_taken, auth.suspended, auth.mfa_required */
  async verify({
    verificationId,
    code,
  }: RpcInput<typeof authRpc.verify>): Promise<RpcOutput<typeof authRpc.verify>> {
    const solved = await this.challenges.guess(verificationId, code);
    try {
      const entered = await this.db.tx(async (tx) => {
        const account = await this.complete(tx, solved);
        const entered = await this.enter(tx, solved, account);
        await this.challenges.use(tx, solved);
        return entered;
      });
      if (solved.purpose !== 'login' && solved.purpose !== 'device') this.changes.announce();
      if ('refusal' in entered) throw entered.refusal;
      return entered.tokens;
    } catch (cause) {
      if (sqlState(cause) !== SQLSTATE.uniqueViolation) throw cause;
      // Somebody proved the same address in between, or came with the same account elsewhere.
      if (solved.purpose === 'address') throw authErrors.addressTaken({ cause });
      if (solved.issuer !== null && !(await this.ownerOf(solved))) {
        throw authErrors.issuerTaken({ cause });
      }
      throw authErrors.badCode({ cause });
    }
  }

  private ownerOf({ channel, address }: SolvedChallenge): Promise<Account | null> {
    return this.accounts.findByAddress(addressOf(channel, address));
  }

  /** A new address was asked for with a step-up, which has asked for the second factor already. */
  private async enter(tx: AuthTx, { purpose, channel }: SolvedChallenge, account: Account) {
    const amr = methodsOf(channel);
    if (purpose === 'device') {
      return this.entrance.enter(account, [...methodsOf('password'), ...amr], tx);
    }
    if (purpose === 'login') return this.entrance.enter(account, amr, tx);
    return this.entrance.open(account, amr, tx);
  }

  private async complete(tx: AuthTx, solved: SolvedChallenge): Promise<Account> {
    const { purpose, accountId, channel, address } = solved;
    if (purpose === 'register') return this.createAccount(tx, solved);
    if (!TAKEN.has(purpose)) throw authErrors.badCode();
    const account = await this.accounts.lock(tx, accountId);
    if (account.suspendedAt) throw refusalOf(account);
    if (purpose === 'address') {
      const changed = await this.changes.apply(tx, solved, account);
      await this.recordProof(tx, solved);
      return changed;
    }
    // The address may have been replaced since the code was sent.
    if (!hasAddress(account, channel, address)) throw authErrors.badCode();
    return account;
  }

  private async createAccount(tx: AuthTx, solved: SolvedChallenge): Promise<Account> {
    const { role, displayName, locale, zone, passwordHash, issuer, subject } = solved;
    return this.newAccounts.create(tx, {
      ...{ id: solved.accountId, role: role!, displayName: displayName!, locale: locale!, zone },
      ...{ passwordHash, address: addressOf(solved.channel, solved.address) },
      ...(issuer !== null && subject !== null && { link: { issuer, subject } }),
    });
  }

  private async recordProof(tx: AuthTx, { accountId, channel }: SolvedChallenge): Promise<void> {
    await recordInTrail(tx, { action: 'verified', accountId });
    await tx.emit(authEvents.userVerified, { userId: accountId, channel });
  }
}
