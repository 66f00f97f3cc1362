import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { ApiClient, inParallel } from '@edu/journey';
import { offerOf } from './booking.stream.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

const WIDTH = 8;

/** Learners who have booked and now want to pay by card: what the payment service needs for it is in the time. */
export function intentStream(stage: Stage): Stream {
  const held: { readonly token: string; readonly bookingId: string }[] = [];
  return {
    prepare: async (count) => {
      const api = new ApiClient(stage.platform.url);
      try {
        held.push(...(await inParallel(count - held.length, WIDTH, () => hold(stage, api))));
      } finally {
        await api.close();
      }
    },
    next: () => {
      const { token, bookingId } = held.shift()!;
      const paying = { bookingId, psp: 'stripe' } as const;
      return draftOf(paymentRpc.createIntent, paying, { token, key: randomUUID() });
    },
  };
}

async function hold(stage: Stage, api: ApiClient) {
  const ticket = stage.ticket();
  const token = await stage.tokens.of(ticket.learnerId, 'student');
  const { slot, quote } = await offerOf(stage, ticket);
  const booking = await api.ok(bookingRpc.create, { ...slot, quote }, { token, key: randomUUID() });
  return { token, bookingId: booking.id };
}
