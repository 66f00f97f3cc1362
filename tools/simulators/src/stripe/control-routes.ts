import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerControl, registerFaultControl } from '../faults/fault-board.ts';
import { isWebUrl } from './payment-intent-params.ts';
import type { StripeFaults } from './stripe-faults.ts';
import type { StripeStore } from './stripe-store.ts';
import type { WebhookDeliveries } from './webhook-deliveries.ts';

export interface ControlParts {
  store: StripeStore;
  faults: StripeFaults;
  deliveries: WebhookDeliveries;
}

/** One entry of the money log: money that was really taken, captured or given back. */
export interface MoneyEntry {
  at: string;
  action: string;
  charge: string;
  paymentIntent: string;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  metadata: unknown;
  requestId: string | null;
  idempotencyKey: string | null;
}

const limitOf = z.object({ limit: z.coerce.number().int().min(1).max(100_000).default(10_000) });
const chargesQuery = limitOf.extend({ payment_intent: z.string().optional() });
const redeliverBody = z
  .strictObject({ eventIds: z.array(z.string().max(255)).max(10_000).optional() })
  .nullish();
const endpointBody = z.strictObject({
  url: z.string().refine(isWebUrl, 'must be an http or https URL').nullish(),
  secret: z.string().min(1).max(200).optional(),
});

/** The money log, oldest first, optionally of one payment intent. */
export function moneyLog(store: StripeStore, limit: number, intent?: string): MoneyEntry[] {
  const rows = store
    .sql('SELECT * FROM money_log WHERE ?1 IS NULL OR payment_intent = ?1 ORDER BY seq LIMIT ?2')
    .all(intent ?? null, limit);
  return rows.map((row) => ({
    at: new Date(Number(row['at'])).toISOString(),
    action: String(row['action']),
    charge: String(row['charge']),
    paymentIntent: String(row['payment_intent']),
    amount: Number(row['amount']),
    currency: String(row['currency']),
    metadata: JSON.parse(String(row['metadata'])) as unknown,
    requestId: row['request_id'] === null ? null : String(row['request_id']),
    idempotencyKey: row['idempotency_key'] === null ? null : String(row['idempotency_key']),
  }));
}

/**
 * Registers `/_control`: the state of the simulator, its faults and the log of charges, for tests
 * and people. It is no part of Stripe's API and needs no key.
 */
export function registerControl(server: FastifyInstance, parts: ControlParts): void {
  const { store, faults, deliveries } = parts;
  const state = (): object => ({
    faults: faults.current,
    webhookUrl: deliveries.endpoint.url,
    deliveries: deliveries.counts(),
  });

  registerFaultControl(server, faults, state);
  server.get('/_control/charges', (request, reply) =>
    answerControl(request, reply, () => {
      const { limit, payment_intent: intent } = chargesQuery.parse(request.query);
      const data = moneyLog(store, limit, intent);
      const taken = data.filter(({ action }) => action === 'charge' || action === 'authorize');
      const intents = new Set(taken.map(({ paymentIntent }) => paymentIntent));
      return {
        data,
        summary: {
          charges: taken.length,
          paymentIntentsCharged: intents.size,
          refunds: data.filter(({ action }) => action === 'refund').length,
        },
      };
    }),
  );
  server.get('/_control/deliveries', (request, reply) =>
    answerControl(request, reply, () => ({
      data: deliveries.list(limitOf.parse(request.query).limit),
      counts: deliveries.counts(),
    })),
  );
  server.post('/_control/redeliver', (request, reply) =>
    answerControl(request, reply, () => {
      const body = typeof request.body === 'string' ? null : redeliverBody.parse(request.body);
      return { redelivered: deliveries.redeliver(body?.eventIds) };
    }),
  );
  server.post('/_control/webhook-endpoint', (request, reply) =>
    answerControl(request, reply, () => {
      const { url, secret } = endpointBody.parse(request.body);
      if (url !== undefined) deliveries.endpoint.url = url;
      if (secret !== undefined) deliveries.endpoint.secret = secret;
      deliveries.wake();
      return state();
    }),
  );
}
