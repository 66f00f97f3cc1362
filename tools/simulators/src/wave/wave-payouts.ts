import { z } from 'zod';
import type { FaultBoard } from '../kit/fault-board.ts';
import { alphanumericId } from '../kit/ids.ts';
import type { Later } from '../kit/later.ts';
import type { MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { recordPayout, type KeptTransaction } from './wave-transactions.ts';
import { read, WaveError, type WaveFaults } from './wave-wire.ts';

/** https://docs.wave.com/payout */
export interface Payout {
  id: string;
  currency: 'XOF';
  receive_amount: string;
  fee: string;
  mobile: string;
  name?: string | undefined;
  client_reference?: string | undefined;
  payment_reason?: string | undefined;
  status: 'processing' | 'succeeded' | 'failed' | 'reversed';
  payout_error?: { error_code: string; error_message: string };
  timestamp: string;
}
export interface UsedKey {
  readonly payout: string;
  /** What was asked for under it, and may be again. */
  readonly body: string;
}

type Store = ObjectStore<{ payout: Payout; key: UsedKey; transaction: KeptTransaction }>;

const PAYOUT = z.strictObject({
  currency: z.literal('XOF'),
  receive_amount: z.string().regex(/^[1-9]\d{0,11}$/, 'must be whole francs in a string'),
  mobile: z.string().regex(/^\+[1-9]\d{6,14}$/),
  name: z.string().max(255).optional(),
  national_id: z.string().max(255).optional(),
  client_reference: z.string().max(255).optional(),
  payment_reason: z.string().max(40).optional(),
});

/** What may be sent to a wallet of the simulator at once. */
const LIMIT = 2_000_000;
/** Wallets that take nothing, and why. */
const CLOSED: Readonly<Record<string, string>> = {
  '+2250700000001': 'recipient-account-blocked',
  '+2250700000002': 'recipient-limit-exceeded',
};

/** Payouts and what becomes of them. Every method runs in the caller's transaction. */
export class Payouts {
  readonly #store: Store;
  readonly #money: MoneyLog;
  readonly #later: Later<'arrive'>;
  readonly #faults: FaultBoard<WaveFaults>;

  constructor(
    store: Store,
    parts: { money: MoneyLog; later: Later<'arrive'> },
    faults: FaultBoard<WaveFaults>,
  ) {
    this.#store = store;
    this.#money = parts.money;
    this.#later = parts.later;
    this.#faults = faults;
  }

  /** The result is in the answer, unless `processing` keeps it back. */
  create(key: string | undefined, body: unknown): Payout {
    const data = read(PAYOUT, body);
    if (!key || key.length > 255) {
      throw new WaveError(400, 'request-validation-error', "An 'Idempotency-Key' is required.");
    }
    const text = JSON.stringify(data);
    const used = this.#store.find('key', `key ${key}`);
    if (used?.body === text) return this.get(used.payout);
    if (used) throw new WaveError(409, 'idempotency-mismatch', 'The key has another body.');
    if (Number(data.receive_amount) > LIMIT) {
      throw new WaveError(422, 'recipient-limit-exceeded', 'It is more than a wallet may hold.');
    }
    const id = alphanumericId('pt-', 13);
    const fee = String(Math.ceil(Number(data.receive_amount) / 100));
    const timestamp = new Date().toISOString();
    this.#store.put('payout', id, { id, ...data, fee, status: 'processing', timestamp });
    this.#store.put('key', `key ${key}`, { payout: id, body: text });
    const { processing } = this.#faults.current.api;
    if (this.#faults.take(processing)) this.#later.schedule(id, 'arrive', processing.ms);
    else this.arrive(id);
    return this.get(id);
  }

  /** The wallet gets the money, or does not. */
  arrive(id: string): void {
    const payout = this.get(id);
    const { fail } = this.#faults.current;
    const error_code = this.#faults.take(fail) ? fail.code : CLOSED[payout.mobile];
    if (error_code) {
      const payout_error = { error_code, error_message: 'The wallet takes no money.' };
      this.#store.put('payout', id, { ...payout, status: 'failed', payout_error });
      return;
    }
    this.#store.put('payout', id, { ...payout, status: 'succeeded' });
    recordPayout(this.#store, payout);
    const { receive_amount, currency, client_reference } = payout;
    this.#money.add({
      ...{ action: 'payout', charge: id, paymentIntent: id, currency },
      ...{ amount: Number(receive_amount), metadata: { client_reference }, idempotencyKey: null },
    });
  }

  /** The operator takes one back that had arrived, as whoever sent it may ask for three days. */
  reverse(id: string): Payout {
    const payout = this.get(id);
    if (payout.status !== 'succeeded') {
      throw new WaveError(409, 'payout-reversal-failed', 'There is nothing to reverse.');
    }
    const reversed = { ...payout, status: 'reversed' } as const;
    this.#store.put('payout', id, reversed);
    recordPayout(this.#store, payout, true);
    return reversed;
  }

  get(id: string): Payout {
    const payout = this.#store.find('payout', id);
    if (payout) return payout;
    throw new WaveError(404, 'not-found', 'The payout was not found.');
  }

  by(reference: string | undefined): Payout[] {
    return this.#store.list('payout', { where: { client_reference: reference }, limit: 100 });
  }
}
