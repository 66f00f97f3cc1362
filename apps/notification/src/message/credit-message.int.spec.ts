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

it('whoever paid is asked once how they want a refund, by e-mail and in the app', async () => {
  const { service } = world;
  const payer = await world.person({ locale: 'en' });
  const offered = {
    ...{ refundId: newId(), paymentId: newId(), bookingId: newId(), payerId: payer.userId },
    amount: { amount: 5_000, currency: 'XOF' as const },
  };
  const id = await service.publish(paymentEvents.refundOffered, offered);
  await service.publish(paymentEvents.refundOffered, offered, id);
  await eventually(async () => {
    const mails = await world.mailsTo(payer.email!);
    expect(mails.map(({ subject }) => subject)).toEqual(['How do you want your refund?']);
  });
  const { items } = await service.call(notificationRpc.list, {}, { as: payer });
  expect(items).toMatchObject([{ link: '/account/credit' }]);
  expect(items[0]!.body).toContain('5,000');
});
