import { newId } from '@edu/contract-kit';
import type { PoolClient } from 'pg';
import type { PaymentBench } from '../payment.harness.ts';

type Entry = readonly [account: string, owner: string, amount: number];

/** Books of years that are over, which no service writes: one after another, as time went by. */
export class PastBooks {
  readonly #client: PoolClient;

  private constructor(client: PoolClient) {
    this.#client = client;
  }

  static async open(bench: PaymentBench): Promise<PastBooks> {
    const client = await bench.service.sql.connect();
    await client.query('SET session_replication_role = replica');
    return new PastBooks(client);
  }

  close(): void {
    this.#client.release(true);
  }

  /** @param day as in `2024-03-15` */
  async book(
    day: string,
    purpose: string,
    entries: readonly Entry[],
    more: { currency?: string; source?: string; sourceId?: string } = {},
  ): Promise<void> {
    const { currency = 'XOF', source = 'booking', sourceId = newId() } = more;
    const id = newId();
    await this.#client.query(
      `INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, source, sourceId, purpose, `${day}T12:00:00Z`],
    );
    for (const [account, owner, amount] of entries) {
      await this.#client.query(
        `INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
         VALUES ($1, $2, $3, $4, $5)`,
        [id, account, owner, amount, currency],
      );
    }
  }

  /** A lesson that was given. @param commission what of `gross` the platform keeps */
  earned(day: string, tutor: string, gross: number, commission: number, currency = 'XOF') {
    const entries: Entry[] = [
      ['learner', newId(), gross],
      ['provider_payable', tutor, commission - gross],
      ['platform_revenue', 'platform', 0 - commission],
    ];
    return this.book(day, 'earning', entries, { currency });
  }

  /** @param arrives whether it has reached the tutor */
  async paidOut(day: string, tutor: string, amount: number, arrives = true): Promise<void> {
    const on = { source: 'payout', sourceId: newId() };
    await this.book(
      day,
      'payout',
      [
        ['provider_payable', tutor, amount],
        ['payout_in_transit', tutor, 0 - amount],
      ],
      on,
    );
    if (!arrives) return;
    await this.book(
      day,
      'payout_paid',
      [
        ['payout_in_transit', tutor, amount],
        ['psp_clearing', 'pawapay', 0 - amount],
      ],
      on,
    );
  }

  /** The bank of a payer takes a lesson's money, which had been earned; later it keeps it, or not yet. */
  async chargedBack(days: readonly [string, string?], tutor: string, amount: number) {
    const on = { source: 'chargeback_part', sourceId: newId() };
    await this.#client.query(
      `INSERT INTO chargeback_part
         (id, chargeback_id, payment_id, booking_id, provider_id, amount, held, earned)
       VALUES ($1, $2, $2, $2, $3, $4, 0, $4)`,
      [on.sourceId, newId(), tutor, amount],
    );
    const [frozen, lost] = days;
    await this.book(
      frozen,
      'chargeback_frozen',
      [
        ['provider_payable', tutor, amount],
        ['frozen', tutor, 0 - amount],
      ],
      on,
    );
    if (!lost) return;
    await this.book(
      lost,
      'chargeback_lost',
      [
        ['frozen', tutor, amount],
        ['charged_back', 'stripe', 0 - amount],
      ],
      on,
    );
  }
}
