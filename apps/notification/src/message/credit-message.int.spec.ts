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

it('whoever has credit paid out reads at once that it was asked for, and how it ended', async () => {
  const { service } = world;
  const payer = await world.person({ locale: 'en' });
  const about = {
    ...{ payoutId: newId(), operator: 'Orange Money' },
    amount: { amount: 7_000, currency: 'XOF' as const },
  };
  const at = new Date().toISOString();
  const { userId } = payer;
  for (const sentAt of [at, null]) {
    await service.publish(paymentEvents.creditPayoutAsked, { ...about, payerId: userId, sentAt });
  }
  const ended = { ...about, providerId: userId, from: 'credit' as const };
  await service.publish(paymentEvents.payoutPaid, { ...ended, at });
  await service.publish(paymentEvents.payoutFailed, { ...ended, failure: 'of_a_later_release' });
  const titles = [
    'Credit paid out',
    'Payout did not arrive',
    'Your credit is paid out',
    'Your credit is paid out',
  ];
  await eventually(async () => {
    const mails = await world.mailsTo(payer.email!);
    expect(mails.map(({ subject }) => subject).sort()).toEqual(titles);
  });
  const { items } = await service.call(notificationRpc.list, {}, { as: payer });
  expect(new Set(items.map(({ link }) => link))).toEqual(new Set(['/account/credit']));
  for (const { body } of items) expect(body).toContain('7,000');
});
