import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { seal, unseal } from '../signing-key/signing-key.domain.ts';
import { secondFactorHits } from '../throttle/limits.ts';
import { ThrottleService } from '../throttle/throttle.service.ts';
import { hashRecoveryCode, newRecoveryCode, RECOVERY_CODES } from './recovery-code.domain.ts';
import { USE_STEP } from './second-factor.queries.ts';
import { newSecret, stepOf } from './totp.domain.ts';

/** What is typed; a passkey answers otherwise. */
type SecondProof = Exclude<RpcInput<typeof authRpc.secondFactor>['proof'], { kind: 'passkey' }>;

/** Whether an account has a second factor, and whether a proof is of it. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly db: AuthDb,
    private readonly throttle: ThrottleService,
    private readonly secrets: AuthSecrets,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  async isOn(accountId: string, tx: Pick<AuthTx, 'prisma'> = this.db): Promise<boolean> {
    const where = { accountId, confirmedAt: { not: null } };
    return (await tx.prisma.totp.count({ where })) > 0;
  }

  /** Counts a try before it is made, and takes that back when nothing was wrong. */
  async counted<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    const hits = await this.throttle.count(secondFactorHits(accountId));
    if (hits.full) throw authErrors.tooManyTries({ retryAfter: hits.full.windowS });
    const done = await work();
    await this.throttle.takeBack(hits);
    return done;
  }

  /** @returns a fresh secret for the app; that of an earlier beginning is void */
  async begin(tx: AuthTx, accountId: string): Promise<Buffer> {
    if (await this.isOn(accountId, tx)) throw authErrors.hasSecondFactor();
    const plain = newSecret();
    const secret = seal(this.secrets.totp, accountId, plain);
    const data = { secret, createdAt: this.clock.now(), lastStep: 0 };
    const where = { accountId };
    await tx.prisma.totp.upsert({ where, create: { accountId, ...data }, update: data });
    return plain;
  }

  /** @throws auth.bad_code, auth.no_second_factor, auth.has_second_factor */
  async confirm(tx: AuthTx, accountId: string, code: string): Promise<void> {
    const totp = await tx.prisma.totp.findUnique({ where: { accountId } });
    if (!totp) throw authErrors.noSecondFactor();
    if (totp.confirmedAt) throw authErrors.hasSecondFactor();
    if (!(await this.useStep(tx, accountId, code))) throw authErrors.badCode();
    const confirmedAt = this.clock.now();
    await tx.prisma.totp.update({ where: { accountId }, data: { confirmedAt } });
  }

  /** Those of before are void. */
  async makeRecoveryCodes(tx: AuthTx, accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const key = this.secrets.recoveryCodes;
    const data = codes.map((code) => ({ accountId, hash: hashRecoveryCode(key, accountId, code) }));
    await tx.prisma.recoveryCode.deleteMany({ where: { accountId } });
    await tx.prisma.recoveryCode.createMany({ data });
    await recordInTrail(tx, { action: 'recovery_codes_made', accountId });
    return codes;
  }

  /**
   * Uses a proof up. It is counted before it is compared, and each code is taken once.
   *
   * @throws auth.bad_code, auth.too_many_tries
   */
  async use(account: Account, proof: SecondProof): Promise<void> {
    const { id: accountId } = account;
    await this.counted(accountId, async () => {
      const right = await this.db.tx((tx) =>
        proof.kind === 'totp'
          ? this.useConfirmed(tx, accountId, proof.code)
          : this.useRecoveryCode(tx, account, proof.code),
      );
      if (right) return;
      await this.db.tx((tx) => recordInTrail(tx, { action: 'second_factor_failed', accountId }));
      throw authErrors.badCode();
    });
    this.notices.wake();
  }

  /** @returns false when the code is of no time step around now, or of one that was used */
  private async useStep(tx: AuthTx, accountId: string, code: string): Promise<boolean> {
    const totp = await tx.prisma.totp.findUnique({ where: { accountId } });
    if (!totp) return false;
    const secret = unseal(this.secrets.totp, accountId, totp.secret);
    const step = stepOf(secret, code, this.clock.now());
    if (step === undefined) return false;
    const used = await tx.query(USE_STEP, { accountId, step });
    return used.length > 0;
  }

  /** What its owner has only begun to set up proves nothing yet. */
  private async useConfirmed(tx: AuthTx, accountId: string, code: string): Promise<boolean> {
    return (await this.isOn(accountId, tx)) && this.useStep(tx, accountId, code);
  }

  private async useRecoveryCode(tx: AuthTx, account: Account, code: string): Promise<boolean> {
    const { id: accountId } = account;
    const hash = hashRecoveryCode(this.secrets.recoveryCodes, accountId, code);
    const { count } = await tx.prisma.recoveryCode.deleteMany({ where: { hash, accountId } });
    if (count === 0) return false;
    await recordInTrail(tx, { action: 'recovery_code_used', accountId });
    await this.notices.add(tx, account, 'recovery_code');
    return true;
  }
}
