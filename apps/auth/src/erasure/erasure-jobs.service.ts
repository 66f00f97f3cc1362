import { Injectable } from '@nestjs/common';
import { ErasureReceipt } from '@edu/contract-kit';
import { authErrors, authEvents } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';
import { Clock } from '@edu/service';
import { doubling, Jobs, type Job, type JobQueue, type JobStep } from '@edu/work';
import { z } from 'zod';
import { changeOf, undoToken } from '../address-change/undo-token.ts';
import { AuthConfig } from '../app.config.ts';
import type { AuthTx } from '../auth.db.ts';
import { PARTICIPANTS } from '../data-rights/participants.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { OwnErasure } from './own-erasure.service.ts';

const ErasureData = z.object({
  /** ISO 8601. The account is suspended since then; if it is since later, somebody else did that. */
  requestedAt: z.string(),
  eraseAt: z.string(),
  receipts: z.array(ErasureReceipt.extend({ service: z.string(), at: z.string() })),
});
type ErasureData = z.infer<typeof ErasureData>;
export type ErasureJob = Job<ErasureData>;

const CLAIM_MS = 30_000;

/**
 * Erases accounts in every service, once the time to undo that is over. A service that is down is asked
 * again until it has answered with its receipt.
 */
@Injectable()
export class ErasureJobs {
  readonly #jobs: JobQueue<ErasureData>;

  constructor(
    private readonly secrets: AuthSecrets,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
    rpc: RpcClient,
    own: OwnErasure,
    jobs: Jobs,
  ) {
    this.#jobs = jobs.define<ErasureData>({
      kind: 'erase',
      data: ErasureData,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 900_000 }),
      changed: (tx, { id: jobId, userId, state, percent, message }) =>
        tx.emit(authEvents.jobProgressed, {
          ...{ jobId, userId, kind: 'erase', state, percent, message },
        }),
      steps: [
        ...PARTICIPANTS.map(({ service, erase }) =>
          this.#step(service, (userId) => rpc.call(erase, { userId })),
        ),
        this.#step('auth', (userId) => own.erase(userId)),
      ],
    });
  }

  /** @param now since when the account is closed */
  start(tx: AuthTx, userId: string, now: Date): Promise<ErasureJob> {
    const eraseAt = new Date(now.getTime() + this.config.ERASURE_UNDO_S * 1_000);
    const data = { requestedAt: now.toISOString(), eraseAt: eraseAt.toISOString(), receipts: [] };
    return this.#jobs.start(tx, userId, data, eraseAt);
  }

  /** @returns undefined when it has begun to erase, or was undone */
  cancel(tx: AuthTx, id: string): Promise<ErasureJob | undefined> {
    return this.#jobs.cancel(tx, id);
  }

  latest(userId: string): Promise<ErasureJob | undefined> {
    return this.#jobs.latest(userId);
  }

  tokenOf({ id }: ErasureJob): string {
    return undoToken(this.secrets.erasures, id);
  }

  /** @throws auth.bad_erasure_token */
  async byToken(token: string): Promise<ErasureJob> {
    const id = changeOf(this.secrets.erasures, token);
    const job = id && (await this.#jobs.find(id));
    if (!job) throw authErrors.badErasureToken();
    return job;
  }

  #step(service: string, erase: (userId: string) => Promise<ErasureReceipt>): JobStep<ErasureData> {
    return {
      name: service,
      run: async ({ userId, data }) => {
        const receipt = { ...(await erase(userId)), service, at: this.clock.now().toISOString() };
        return { data: { ...data, receipts: [...data.receipts, receipt] } };
      },
    };
  }
}
