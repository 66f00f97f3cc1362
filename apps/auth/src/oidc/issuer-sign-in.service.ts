import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import { refusalOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import { IssuerLinks } from './issuer-links.service.ts';
import { Issuers, type IssuerIdentity } from './issuers.service.ts';

type Tokens = RpcOutput<typeof authRpc.issuerSignIn>;

/** The way in with an account of another company. */
@Injectable()
export class IssuerSignIn {
  constructor(
    private readonly db: AuthDb,
    private readonly accounts: AccountQueries,
    private readonly issuers: Issuers,
    private readonly links: IssuerLinks,
    private readonly entrance: Entrance,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws auth.issuer_unverified, auth.issuer_unknown_address, auth.issuer_taken, auth.suspended,
   *   auth.mfa_required, and what `identify` throws
   */
  async signIn(answer: RpcInput<typeof authRpc.issuerSignIn>): Promise<Tokens> {
    const identity = await this.issuers.identify(answer, { of: 'sign_in' });
    const { issuer, subject } = identity;
    const where = { issuer_subject: { issuer: issuer.issuer, subject } };
    const link = await this.db.prisma.issuerLink.findUnique({ where, include: { account: true } });
    if (link) return this.enter(link.account, (tx) => this.used(tx, link.id));
    const account = await this.ownerOf(identity);
    try {
      return await this.enter(account, (tx) => this.links.add(tx, account, identity));
    } catch (cause) {
      if (sqlState(cause) !== SQLSTATE.uniqueViolation) throw cause;
      throw authErrors.issuerTaken({ params: { name: issuer.name }, cause });
    }
  }

  /** @param note what is written once they are in, and not before a second factor */
  private async enter(account: Account, note: (tx: AuthTx) => Promise<unknown>): Promise<Tokens> {
    if (account.suspendedAt) throw refusalOf(account);
    const entered = await this.db.tx(async (tx) => {
      const entered = await this.entrance.enter(account, methodsOf('issuer'), tx);
      if ('tokens' in entered) await note(tx);
      return entered;
    });
    if ('refusal' in entered) throw entered.refusal;
    this.links.announce();
    return entered.tokens;
  }

  /** The account whose owner has proved the address here that the issuer has verified there. */
  private async ownerOf({ issuer, email }: IssuerIdentity): Promise<Account> {
    const params = { name: issuer.name };
    if (email === undefined) throw authErrors.issuerUnverified({ params });
    const account = await this.accounts.findByAddress({ channel: 'email', email });
    if (!account) throw authErrors.issuerUnknownAddress({ params });
    return account;
  }

  private async used(tx: AuthTx, id: string): Promise<void> {
    const data = { lastUsedAt: this.clock.now() };
    await tx.prisma.issuerLink.updateMany({ where: { id }, data });
  }
}
