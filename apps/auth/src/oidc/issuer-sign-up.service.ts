import { Injectable } from '@nestjs/common';
import { newId, type Locale, type Problem, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import type { Call } from '@edu/messaging';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { localeOf, type Address } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { NewAccounts } from '../account/new-accounts.service.ts';
import { AuthDb } from '../auth.db.ts';
import type { Registration } from '../challenge/challenge.request.ts';
import { ChallengeService } from '../challenge/challenge.service.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import { Issuers, type OpenTicket } from './issuers.service.ts';

type Input = RpcInput<typeof authRpc.issuerSignUp>;
type Tokens = RpcOutput<typeof authRpc.issuerSignUp>;

/** New accounts of people who come with an account of another company. */
@Injectable()
export class IssuerSignUp {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly newAccounts: NewAccounts,
    private readonly issuers: Issuers,
    private readonly challenges: ChallengeService,
    private readonly entrance: Entrance,
  ) {}

  /**
   * @throws auth.bad_challenge, auth.issuer_unverified where no address is given, auth.code_required where
   *   it is not the one that the issuer has verified, auth.issuer_known_address, auth.issuer_taken, and
   *   what refuses codes
   */
  async signUp(input: Input, call: Call): Promise<Tokens> {
    const ticket = this.issuers.open(input.ticket);
    const { role, displayName, locale = call.locale, zone = null } = input;
    const email = input.email ?? ticket.email;
    if (email === undefined) {
      throw authErrors.issuerUnverified({ params: { name: ticket.issuer.name } });
    }
    const link = { issuer: ticket.issuer.issuer, subject: ticket.subject };
    const registration = { role, displayName, zone, passwordHash: null, link };
    const address = { channel: 'email', email } as const;
    if (email !== ticket.email) throw await this.askForCode(address, registration, locale);
    try {
      return await this.create(address, registration, locale);
    } catch (cause) {
      if (sqlState(cause) !== SQLSTATE.uniqueViolation) throw cause;
      throw await this.refuse(input.ticket, ticket, cause);
    }
  }

  private async create(
    address: Address,
    registration: Registration,
    locale: Locale,
  ): Promise<Tokens> {
    const entered = await this.db.tx(async (tx) => {
      const whole = { id: newId(), ...registration, locale, address };
      const account = await this.newAccounts.create(tx, whole);
      return this.entrance.open(account, methodsOf('issuer'), tx);
    });
    if ('refusal' in entered) throw entered.refusal;
    return entered.tokens;
  }

  /** The same answer whether or not somebody has the address: the issuer has not said that it is theirs. */
  private async askForCode(
    address: Address,
    registration: Registration,
    locale: Locale,
  ): Promise<Problem> {
    const owner = await this.accounts.findByAddress(address);
    const { verificationId, channel } = owner
      ? await this.challenges.issue({
          ...{ address, ownerId: owner.id, locale: localeOf(owner) },
          ...{ purpose: 'decoy', message: 'known_address' },
        })
      : await this.challenges.issue({
          ...{ address, ownerId: undefined, locale, purpose: 'register', registration },
        });
    return authErrors.codeRequired({ params: { verificationId, channel } });
  }

  /** Somebody was faster: this person in another tab, for instance. */
  private async refuse(sealed: string, ticket: OpenTicket, cause: unknown): Promise<Problem> {
    const { name } = ticket.issuer;
    const owner = await this.accounts.findByAddress({ channel: 'email', email: ticket.email! });
    if (!owner) return authErrors.issuerTaken({ params: { name }, cause });
    return authErrors.issuerKnownAddress({ params: { name, ticket: sealed }, cause });
  }
}
