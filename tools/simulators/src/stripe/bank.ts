import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerControl } from '../kit/control.ts';
import type { StripeParts } from './operations.ts';
import { idOf, noRequest } from './stripe-objects.ts';

const opened = z.strictObject({
  payment_intent: z.string().max(255),
  reason: z
    .enum([
      'fraudulent',
      'product_not_received',
      'product_unacceptable',
      'duplicate',
      'credit_not_processed',
      'general',
    ])
    .default('fraudulent'),
  amount: z.int().min(1).optional(),
  isInquiry: z.boolean().optional(),
});
const decided = z.strictObject({
  how: z.enum(['won', 'lost', 'escalated']),
  returnsFee: z.boolean().optional(),
});

/** What the banks of payers do, for tests: it is no part of Stripe's API. */
export function registerBank(server: FastifyInstance, { store, disputes }: StripeParts): void {
  server.post('/_control/disputes', (request, reply) =>
    answerControl(request, reply, () => {
      const { payment_intent: intentId, ...kind } = opened.parse(request.body);
      return store.transaction(() => {
        const intent = store.find('payment_intent', intentId);
        const charge = store.find('charge', idOf(intent?.latest_charge));
        if (!charge) throw new Error(`${intentId} has no charge`);
        return disputes.open(charge, kind, noRequest());
      });
    }),
  );
  server.post('/_control/disputes/:id', (request, reply) =>
    answerControl(request, reply, () => {
      const { id } = request.params as { id: string };
      const { how, ...more } = decided.parse(request.body);
      return store.transaction(() => disputes.decide(id, how, noRequest(), more));
    }),
  );
}
