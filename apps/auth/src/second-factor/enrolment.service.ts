import { Injectable } from '@nestjs/common';
import type { Actor, RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { renderSVG } from 'uqr';
import { addressesOf, addressText } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import { SignInSessionService } from '../sign-in-session/sign-in-session.service.ts';
import { SecondFactor } from './second-factor.service.ts';
import { forApp } from './totp.domain.ts';

type Codes = RpcOutput<typeof authRpc.confirmTotp>;
type Security = RpcOutput<typeof authRpc.security>;

/** Begins, confirms and ends the use of an app that makes codes. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly db: AuthDb,
    private readonly open: OpenAccounts,
    private readonly accounts: AccountQueries,
    private readonly factor: SecondFactor,
    private readonly sessions: SignInSessionService,
    private readonly notices: AddressNotices,
  ) {}

  async security(actor: Actor): Promise<Security> {
    const { id: accountId, passwordHash } = await this.open.get(actor);
    const totp = await this.db.prisma.totp.findUnique({ where: { accountId } });
    const recoveryCodesLeft = await this.db.prisma.recoveryCode.count({ where: { accountId } });
    const totpSince = totp?.confirmedAt?.toISOString() ?? null;
    return { hasPassword: passwordHash !== null, totpSince, recoveryCodesLeft };
  }

  /** Beginning again gives another secret. @throws auth.has_second_factor */
  async begin(actor: Actor): Promise<RpcOutput<typeof authRpc.beginTotp>> {
    const account = await this.open.get(actor);
    const { id: accountId } = account;
    const plain = await this.db.tx(async (tx) => {
      await this.accounts.lock(tx, accountId);
      return this.factor.begin(tx, accountId);
    });
    const [address] = addressesOf(account);
    const shown = forApp(plain, address ? addressText(address) : account.displayName);
    return { ...shown, qr: renderSVG(shown.uri) };
  }

  /** @throws auth.bad_code, auth.too_many_tries, auth.no_second_factor, auth.has_second_factor */
  async confirm(code: string, actor: Actor): Promise<Codes> {
    const { id: accountId } = await this.open.get(actor);
    const codes = await this.factor.counted(accountId, () =>
      this.db.tx(async (tx) => {
        const account = await this.accounts.lock(tx, accountId);
        await this.factor.confirm(tx, accountId, code);
        await recordInTrail(tx, { action: 'second_factor_on', accountId });
        await this.sessions.endAll(tx, accountId, 'second_factor_changed', actor.sessionId);
        await this.notices.add(tx, account, 'second_factor_on');
        await this.sessions.provedBy(tx, actor, methodsOf('totp'));
        return this.factor.makeRecoveryCodes(tx, accountId);
      }),
    );
    this.notices.wake();
    return { codes };
  }

  /** @throws auth.no_second_factor */
  async remove(actor: Actor): Promise<Security> {
    const { id: accountId } = await this.open.get(actor);
    await this.db.tx(async (tx) => {
      const account = await this.accounts.lock(tx, accountId);
      if (!(await this.factor.isOn(accountId, tx))) throw authErrors.noSecondFactor();
      await tx.prisma.totp.delete({ where: { accountId } });
      await tx.prisma.recoveryCode.deleteMany({ where: { accountId } });
      await tx.prisma.halfSignIn.deleteMany({ where: { accountId } });
      await recordInTrail(tx, { action: 'second_factor_off', accountId });
      await this.notices.add(tx, account, 'second_factor_off');
    });
    this.notices.wake();
    return this.security(actor);
  }

  /** @throws auth.no_second_factor */
  async newCodes(actor: Actor): Promise<Codes> {
    const { id: accountId } = await this.open.get(actor);
    return this.db.tx(async (tx) => {
      await this.accounts.lock(tx, accountId);
      if (!(await this.factor.isOn(accountId, tx))) throw authErrors.noSecondFactor();
      return { codes: await this.factor.makeRecoveryCodes(tx, accountId) };
    });
  }
}
