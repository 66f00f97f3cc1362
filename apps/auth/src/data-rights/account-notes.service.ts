import { Injectable } from '@nestjs/common';
import type { RpcArgs } from '@edu/contract-kit';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import { Problem } from '@edu/contract-kit';
import { RpcClient } from '@edu/messaging';
import { Clock } from '@edu/service';
import { doubling, Jobs, type JobQueue } from '@edu/work';
import { z } from 'zod';
import { addressesOf, localeOf } from '../account/account.domain.ts';
import { AccountQueries } from '../account/account.queries.ts';
import { undoToken } from '../address-change/undo-token.ts';
import { AuthConfig } from '../app.config.ts';
import type { AuthTx } from '../auth.db.ts';
import type { Account } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';

type Message = RpcArgs<typeof notificationRpc.sendCode>['message'];

const Note = z.discriminatedUnion('about', [
  z.object({ about: z.literal('export') }),
  z.object({
    about: z.literal('erasure'),
    stage: z.enum(['begun', 'undone', 'done']),
    erasureId: z.string(),
  }),
]);
type Note = z.infer<typeof Note>;

const CLAIM_MS = 30_000;
const DAY_S = 86_400;

/** Messages to every address of an account about its data, until they are sent. */
@Injectable()
export class AccountNotes {
  readonly #notes: JobQueue<Note>;

  constructor(
    private readonly accounts: AccountQueries,
    private readonly rpc: RpcClient,
    private readonly secrets: AuthSecrets,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    this.#notes = jobs.define<Note>({
      kind: 'note',
      data: Note,
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 2_000, maxMs: 600_000 }),
      giveUpAfter: 20,
      steps: [
        {
          name: 'send',
          run: async ({ userId, data }) => {
            const account = await this.accounts.find(userId);
            if (account) await this.send(account, data);
          },
        },
      ],
    });
  }

  /** Sends it after the commit: call `wake` then. */
  async add(tx: AuthTx, userId: string, note: Note): Promise<void> {
    await this.#notes.start(tx, userId, note, this.clock.now());
  }

  wake(): void {
    this.#notes.wake();
  }

  /** To all that take it. @throws notification.not_sent */
  async send(account: Account, note: Note): Promise<void> {
    const message = this.#messageOf(note);
    for (const to of addressesOf(account)) {
      try {
        await this.rpc.call(notificationRpc.sendCode, { to, locale: localeOf(account), message });
      } catch (error) {
        const isFinal = error instanceof Problem && error.is(notificationErrors.undeliverable);
        if (!isFinal) throw error;
      }
    }
  }

  #messageOf(note: Note): Message {
    if (note.about === 'export') return { kind: 'export_ready' };
    const { stage, erasureId } = note;
    return {
      kind: 'account_erasure',
      stage,
      days: Math.ceil(this.config.ERASURE_UNDO_S / DAY_S),
      undoToken: stage === 'begun' ? undoToken(this.secrets.erasures, erasureId) : null,
    };
  }
}
