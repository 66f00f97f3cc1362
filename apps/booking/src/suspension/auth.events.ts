import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { REINSTATE, SUSPEND } from './suspension.sql.ts';
import { SuspensionWorker } from './suspension-worker.service.ts';

/** What happens to accounts, as far as bookings are concerned. */
@Consumer('suspension')
@Injectable()
export class AuthEventHandlers {
  constructor(private readonly worker: SuspensionWorker) {}

  @On(authEvents.userSuspended)
  userSuspended({ data, at }: EventEnvelope<typeof authEvents.userSuspended>): StatementEffect {
    return { ...SUSPEND({ userId: data.userId, at }), afterCommit: () => this.worker.wake() };
  }

  @On(authEvents.userReinstated)
  userReinstated({ data, at }: EventEnvelope<typeof authEvents.userReinstated>): StatementEffect {
    return REINSTATE({ userId: data.userId, at });
  }
}
