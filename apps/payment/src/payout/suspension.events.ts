import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Consumer, On, type Effect } from '@edu/messaging';
import type { PaymentTx } from '../payment.db.ts';
import { PayoutUpdater } from './payout.updater.ts';
import {
  FIND_SUSPENDED,
  LOCK_ACCOUNTS,
  LOCK_CREDIT_PAYOUTS,
  REINSTATE,
  SUSPEND,
} from './suspension.sql.ts';

/** While an account is suspended its money stays with us; whoever closes their own is paid as before. */
@Consumer('suspension')
@Injectable()
export class SuspensionEvents {
  constructor(private readonly updater: PayoutUpdater) {}

  @On(authEvents.userSuspended)
  suspended({
    data: { userId, closing },
    at,
  }: EventEnvelope<typeof authEvents.userSuspended>): Effect<PaymentTx> {
    return async (tx) => {
      if (closing) return;
      await tx.execute(LOCK_ACCOUNTS, { userId });
      await tx.execute(LOCK_CREDIT_PAYOUTS, { userId });
      await tx.execute(SUSPEND, { userId, at });
      const [held] = await tx.query(FIND_SUSPENDED, { userId });
      if (!held) return;
      await this.updater.takeBack(tx, { providerId: userId }, 'account_suspended');
    };
  }

  @On(authEvents.userReinstated)
  reinstated({
    data: { userId },
    at,
  }: EventEnvelope<typeof authEvents.userReinstated>): Effect<PaymentTx> {
    return async (tx) => {
      await tx.execute(REINSTATE, { userId, at });
    };
  }
}
