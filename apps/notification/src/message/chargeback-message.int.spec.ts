import { newId } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());

it('both sides read once that a bank takes a payment back, and what came of it', async () => {
  const { service } = world;
  const payer = await world.person({ locale: 'en' });
  const provider = await world.person({ locale: 'en' });
  const franc = (amount: number) => ({ amount, currency: 'XOF' as const });
  const lesson = { bookingId: newId(), providerId: provider.userId, frozen: franc(4_250) };
  const about = {
    ...{ chargebackId: newId(), paymentId: newId(), payerId: payer.userId },
    ...{ amount: franc(5_000), lessons: [lesson] },
  };
  const answerBy = new Date().toISOString();
  const opened = await service.publish(paymentEvents.chargebackOpened, { ...about, answerBy });
  await service.publish(paymentEvents.chargebackOpened, { ...about, answerBy }, opened);
  await service.publish(paymentEvents.chargebackClosed, {
    ...{ ...about, outcome: 'lost', borneBy: 'platform' },
  });
  const titles = ['A bank takes a payment back', 'The bank has decided about a payment'];
  const texts = await Promise.all(
    [payer, provider].map((one) =>
      eventually(async () => {
        const mails = await world.mailsTo(one.email!);
        expect(mails.map(({ subject }) => subject).sort()).toEqual(titles);
        const { items } = await service.call(notificationRpc.list, {}, { as: one });
        expect(items.map(({ title }) => title).sort()).toEqual(titles);
        return JSON.stringify(items);
      }),
    ),
  );
  expect(texts[0]).toContain('Your bank has given');
  expect(texts[1]).toContain('we bear that');
  expect(texts[1]).not.toContain('Your bank');
});
