import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { recordInTrail } from '../account/account-trail.ts';
import { AuthDb } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import type { Account } from '../generated/prisma/client.ts';
import { SignInLog } from '../sign-in-log/sign-in-log.service.ts';
import { passwordHits } from '../throttle/limits.ts';
import { ThrottleService, type CountedHits, type Standing } from '../throttle/throttle.service.ts';
import { PasswordService } from './password.service.ts';

/** Somebody gives a password for an account, or for an address that has none. */
export interface PasswordTry {
  readonly account: Account | null;
  /** What wrong ones are counted for. */
  readonly subject: string;
  readonly password: string;
  /** What a wrong one is called in the trail. */
  readonly failure: 'login_failed' | 'step_up_failed';
}

/** Compares passwords, no more of them than the limits allow. */
@Injectable()
export class PasswordGuard {
  constructor(
    private readonly db: AuthDb,
    private readonly passwords: PasswordService,
    private readonly throttle: ThrottleService,
    private readonly log: SignInLog,
  ) {}

  /**
   * A try is counted before it is compared, so that of many at once no more than the limit are; one from where
   * nobody has signed in stays counted if it is not compared.
   *
   * @returns whether it is the account's
   * @throws auth.too_many_tries, auth.busy
   */
  async isRight({ account, subject, password, failure }: PasswordTry): Promise<boolean> {
    const standing = await this.throttle.standing(account?.id);
    const isOwn = standing === 'own';
    const hits = await this.throttle.count(passwordHits(subject, this.throttle.client, isOwn));
    if (hits.full) throw authErrors.tooManyTries({ retryAfter: hits.full.windowS });
    const fit = await this.compare(hits, account, password, standing);
    if (!fit || !account) {
      await this.recordFailure(account, failure);
      return false;
    }
    await this.throttle.takeBack(hits);
    if (fit === 'old') await this.rehash(account, password);
    return true;
  }

  private async compare(
    hits: CountedHits,
    account: Account | null,
    password: string,
    standing: Standing,
  ) {
    try {
      return await this.passwords.compare(account?.passwordHash, password, standing);
    } catch (error) {
      // There was no time to compare it. Where nobody has signed in it counts all the same: guesses that are
      // taken back are made again, no limit ends them, and they keep all others waiting.
      if (standing !== 'strange') await this.throttle.takeBack(hits);
      throw error;
    }
  }

  private async recordFailure(
    account: Account | null,
    action: PasswordTry['failure'],
  ): Promise<void> {
    const accountId = account?.id ?? null;
    await this.db.tx(async (tx) => {
      await recordInTrail(tx, { action, accountId });
      if (action === 'step_up_failed') return;
      const methods = methodsOf('password');
      await this.log.recordFailure({ accountId, outcome: 'wrong_password', methods }, tx);
    });
  }

  /** Unless it was changed meanwhile. */
  private async rehash({ id, passwordHash }: Account, password: string): Promise<void> {
    const data = { passwordHash: await this.passwords.hash(password) };
    await this.db.prisma.account.updateMany({ where: { id, passwordHash }, data });
  }
}
