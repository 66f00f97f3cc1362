import { Injectable } from '@nestjs/common';
import { Id, newId, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { authRpc, SIGN_IN_OUTCOMES } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { decodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { SignIn } from '../generated/prisma/client.ts';
import { deviceOf } from '../sign-in-session/device.domain.ts';
import { ThrottleService } from '../throttle/throttle.service.ts';
import { RECORD_FAILURE } from './sign-in-log.queries.ts';
import type { Origin } from './sign-in-risk.service.ts';

type Outcome = (typeof SIGN_IN_OUTCOMES)[number];

/** A sign-in that came to nothing. */
export interface FailedSignIn {
  /** Null where an address has no account. */
  readonly accountId: string | null;
  readonly outcome: Exclude<Outcome, 'signed_in'>;
  /** By what somebody tried (RFC 8176). */
  readonly methods: readonly string[];
  readonly origin?: Origin;
}

const DAY_MS = 86_400_000;
/** Long enough for whoever comes back after the summer to see what happened meanwhile. */
export const SIGN_IN_MS = 180 * DAY_MS;
const FAILURE_MS = 30 * DAY_MS;

/** Who signed in to an account, or tried to: for its owner. */
@Injectable()
export class SignInLog {
  constructor(
    private readonly db: AuthDb,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
  ) {}

  async recordFailure(
    { accountId, outcome, methods, origin }: FailedSignIn,
    tx: Pick<AuthTx, 'query'> = this.db,
  ): Promise<void> {
    const call = currentCall();
    const now = this.clock.now();
    const { newDevice = false, newCountry = false } = origin ?? {};
    await tx.query(RECORD_FAILURE, {
      ...{ id: newId(), accountId, now, end: new Date(now.getTime() + FAILURE_MS) },
      ...{ outcome, methods, newDevice, newCountry },
      ...{ client: this.throttle.client ?? null, country: call?.country ?? null },
      ...deviceOf(call?.userAgent),
    });
  }

  async list(
    { cursor, limit }: RpcInput<typeof authRpc.signIns>,
    { userId: accountId, sessionId }: Actor,
  ): Promise<RpcOutput<typeof authRpc.signIns>> {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.signIn.findMany({
      where: {
        accountId,
        expiresAt: { gt: this.clock.now() },
        ...(before && { id: { lt: before } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const view = ({ at, outcome, sessionId: began, ...row }: SignIn) => ({
      ...row,
      at: at.toISOString(),
      outcome: outcome as Outcome,
      current: began === sessionId,
    });
    return toPage(rows, limit, view, ({ id }) => [id]);
  }
}
