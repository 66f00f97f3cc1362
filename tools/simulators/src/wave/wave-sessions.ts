import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deliveries } from '../kit/deliveries.ts';
import type { FaultBoard } from '../kit/fault-board.ts';
import { alphanumericId } from '../kit/ids.ts';
import type { MoneyLog } from '../kit/money-log.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import type { Payout, UsedKey } from './wave-payouts.ts';
import { record, type KeptTransaction } from './wave-transactions.ts';
import { read, WaveError, type WaveFaults } from './wave-wire.ts';

/** https://docs.wave.com/checkout#checkout-session-object */
export interface Session {
  id: string;
  amount: string;
  business_name: string;
  checkout_status: 'open' | 'complete' | 'expired';
  client_reference: string | null;
  currency: 'XOF';
  error_url: string;
  last_payment_error: { code: string; message: string } | null;
  payment_status: 'processing' | 'cancelled' | 'succeeded';
  success_url: string;
  transaction_id: string | null;
  wave_launch_url: string;
  when_completed: string | null;
  when_created: string;
  when_expires: string;
}

/** Whether all of a session has gone back; Wave does not show it. */
export interface Refunded {
  id: string;
}
export type WaveKinds = {
  session: Session;
  refunded: Refunded;
  payout: Payout;
  transaction: KeptTransaction;
  key: UsedKey;
};

const isPage = (text: string) => {
  const { protocol, hostname } = URL.parse(text) ?? {};
  // Wave wants https; pages of this machine have none.
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(127\.|localhost$|\[::1\]$)/.test(hostname!))
  );
};
const page = z.string().max(2_000).refine(isPage, 'must use https');

const CREATE = z.strictObject({
  amount: z.string().regex(/^[1-9]\d{0,11}$/, 'must be whole francs in a string'),
  currency: z.literal('XOF'),
  success_url: page,
  error_url: page,
  client_reference: z.string().max(255).optional(),
  restrict_payer_mobile: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .optional(),
});

/** What a payer's wallet of the simulator may pay at once. */
const LIMIT = 2_000_000;
export const SESSION_MS = 30 * 60_000;

/** Checkout sessions and what becomes of them. Every method runs in the caller's transaction. */
export class Sessions {
  readonly store: ObjectStore<WaveKinds>;
  readonly #deliveries: Deliveries;
  readonly #money: MoneyLog;
  readonly #faults: FaultBoard<WaveFaults>;
  /** Where the pages of payers are. */
  baseUrl = '';

  constructor(
    store: ObjectStore<WaveKinds>,
    deliveries: Deliveries,
    money: MoneyLog,
    faults: FaultBoard<WaveFaults>,
  ) {
    this.store = store;
    this.#deliveries = deliveries;
    this.#money = money;
    this.#faults = faults;
  }

  create(body: unknown): Session {
    const data = read(CREATE, body);
    if (Number(data.amount) > LIMIT) {
      throw new WaveError(400, 'invalid-amount', 'The amount is more than a wallet may pay.');
    }
    const id = alphanumericId('cos-', 13);
    const now = Date.now();
    const session: Session = {
      id,
      amount: data.amount,
      business_name: 'EduConnect',
      checkout_status: 'open',
      client_reference: data.client_reference ?? null,
      currency: data.currency,
      error_url: data.error_url,
      last_payment_error: null,
      payment_status: 'processing',
      success_url: data.success_url,
      transaction_id: null,
      wave_launch_url: `${this.baseUrl}/c/${id}`,
      when_completed: null,
      when_created: new Date(now).toISOString(),
      when_expires: new Date(now + SESSION_MS).toISOString(),
    };
    this.store.put('session', id, session);
    return session;
  }

  find(id: string): Session | null {
    const session = this.store.find('session', id);
    if (!session) return null;
    const isOver =
      session.checkout_status === 'open' && Date.parse(session.when_expires) <= Date.now();
    return isOver ? this.#end(session, 'expired') : session;
  }

  get(id: string): Session {
    const session = this.find(id);
    if (session) return session;
    throw new WaveError(404, 'checkout-session-not-found', 'The checkout session was not found.');
  }

  by(member: 'client_reference' | 'transaction_id', value: string): Session[] {
    const sessions = this.store.list('session', { where: { [member]: value }, limit: 100 });
    return sessions.map(({ id }) => this.get(id));
  }

  /** As Wave shows it now, or as a fault has it. */
  shown(session: Session): object {
    if (!this.#faults.take(this.#faults.current.strangeStatus)) return session;
    return { ...session, payment_status: 'on_hold' };
  }

  expire(id: string): void {
    const { checkout_status: status } = this.get(id);
    if (status === 'complete') {
      throw new WaveError(409, 'checkout-session-completed', 'It has been paid already.');
    }
    if (status === 'open') this.#end(this.get(id), 'expired');
  }

  /** The payer agrees in the app. */
  pay(id: string): Session {
    const session = this.get(id);
    if (session.checkout_status !== 'open') return session;
    const paid = {
      ...session,
      payment_status: 'succeeded' as const,
      transaction_id: alphanumericId('T_', 10),
      last_payment_error: null,
    };
    this.#log('charge', paid);
    record(this.store, 'api_checkout', paid);
    const done = this.#end(paid, 'complete');
    this.#tell('checkout.session.completed', done);
    return done;
  }

  /** The payer's wallet has too little, or does not pay for another reason: the session stays open. */
  refuse(id: string): Session {
    const session = this.get(id);
    if (session.checkout_status !== 'open') return session;
    const { refusedFor: code } = this.#faults.current;
    const message = 'The customer did not pay.';
    const refused = { ...session, last_payment_error: { code, message } };
    this.store.put('session', id, refused);
    this.#tell('checkout.session.payment_failed', refused);
    return refused;
  }

  /** All of it goes back; a second time changes nothing. */
  refund(id: string): void {
    const session = this.get(id);
    if (session.payment_status !== 'succeeded') {
      throw new WaveError(409, 'checkout-refund-failed', 'There is no payment to refund.');
    }
    if (this.store.find('refunded', `refund ${id}`)) return;
    this.store.put('refunded', `refund ${id}`, { id });
    this.#log('refund', session);
    record(this.store, 'api_checkout_refund', session);
  }

  #end(session: Session, status: 'complete' | 'expired'): Session {
    const when = new Date().toISOString();
    const ended = { ...session, checkout_status: status, when_completed: when };
    this.store.put('session', session.id, ended);
    return ended;
  }

  #log(action: 'charge' | 'refund', { id, amount, currency, client_reference }: Session): void {
    this.#money.add({
      ...{ action, charge: id, paymentIntent: id, amount: Number(amount), currency },
      metadata: { client_reference },
      idempotencyKey: null,
    });
  }

  #tell(type: string, data: Session): void {
    const id = `EV_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    this.#deliveries.enqueue({ id, type, body: JSON.stringify({ id, type, data }) });
  }
}
