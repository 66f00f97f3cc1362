import { Injectable } from '@nestjs/common';
import type { Problem, RpcInput, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { refusalOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
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
   * @throws auth.issuer_newcomer, auth.issuer_known_address, auth.suspended, auth.mfa_required, and what
   *   `identify` throws
   */
  async signIn(answer: RpcInput<typeof authRpc.issuerSignIn>): Promise<Tokens> {
    const identity = await this.issuers.identify(answer, { of: 'sign_in' });
    const { issuer, subject } = identity;
    const where = { issuer_subject: { issuer: issuer.issuer, subject } };
    const link = await this.db.prisma.issuerLink.findUnique({ where, include: { account: true } });
    if (!link) throw await this.refuse(identity);
    const { account } = link;
    if (account.suspendedAt) throw refusalOf(account);
    const entered = await this.db.tx(async (tx) => {
      const entered = await this.entrance.enter(account, methodsOf('issuer'), tx);
      if ('tokens' in entered) await this.used(tx, link.id);
      return entered;
    });
    if ('refusal' in entered) throw entered.refusal;
    this.links.announce();
    return entered.tokens;
  }

  /** What may be said of an address is said to whoever the issuer has verified it for. */
  private async refuse(identity: IssuerIdentity): Promise<Problem> {
    const { issuer, email, unverified, isRelayed } = identity;
    const ticket = this.issuers.ticketOf(identity);
    const { name } = issuer;
    if (email !== undefined && (await this.accounts.findByAddress({ channel: 'email', email }))) {
      return authErrors.issuerKnownAddress({ params: { name, ticket } });
    }
    const kind = email === undefined ? 'unverified' : isRelayed ? 'relayed' : 'verified';
    const params = { name, ticket, kind, email: email ?? unverified ?? '' };
    return authErrors.issuerNewcomer({ params });
  }

  private async used(tx: AuthTx, id: string): Promise<void> {
    const data = { lastUsedAt: this.clock.now() };
    await tx.prisma.issuerLink.updateMany({ where: { id }, data });
  }
}
