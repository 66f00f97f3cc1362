import { Injectable } from '@nestjs/common';
import type { Locale } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { RpcClient } from '@edu/messaging';
import { statement } from '@edu/persistence';
import { doubling, Work, type Claimed } from '@edu/work';
import { AuthDb } from '../auth.db.ts';

const CLAIM_MS = 30_000;
const RETRY = doubling({ firstMs: 1_000, maxMs: 900_000 });

interface Due extends Claimed {
  readonly version: number;
  readonly displayName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  readonly zone: string | null;
}

/** Nothing when the account changed meanwhile: that version is due by itself. */
const DONE = statement(
  { id: 'uuid', version: 'int' },
  `
UPDATE account SET contact_due_at = NULL, contact_attempts = 0
WHERE id = :id AND contact_version = :version`,
);

/**
 * Sends to notification how people are reached, after each change and again until it has arrived.
 * The call goes this way only, so that messages do not depend on auth. A trigger makes accounts due;
 * who changed one calls `wake` after the commit, for a booking may follow within the second that
 * the next look would take, and its e-mail goes to the addresses known by then.
 */
@Injectable()
export class ContactService {
  readonly wake: () => void;

  constructor(
    private readonly db: AuthDb,
    private readonly rpc: RpcClient,
    work: Work,
  ) {
    this.wake = work.follow<Due>({
      name: 'contacts',
      table: 'account',
      dueAt: 'contact_due_at',
      attempts: 'contact_attempts',
      where: 'contact_due_at IS NOT NULL',
      columns: [
        'contact_version AS version',
        'display_name AS "displayName"',
        'email',
        'phone',
        'locale',
        'zone',
      ],
      claimMs: CLAIM_MS,
      retryAfterMs: RETRY,
      work: (account) => this.send(account),
    });
  }

  private async send({ id: userId, version, ...due }: Due): Promise<void> {
    const { displayName, email, phone, locale, zone } = due;
    const contact = { displayName, email, phone, locale, zone };
    await this.rpc.call(notificationRpc.setContact, { userId, version, contact });
    await this.db.query(DONE, { id: userId, version });
  }
}
