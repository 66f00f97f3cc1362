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

it('a provider reads once of each payout and of each new number, by e-mail and in the app', async () => {
  const { service } = world;
  const provider = await world.person({ locale: 'en' });
  const { userId: providerId } = provider;
  const about = {
    ...{ payoutId: newId(), providerId, operator: 'Orange Money' },
    amount: { amount: 25_000, currency: 'XOF' as const },
  };
  const at = new Date().toISOString();
  const paid = await service.publish(paymentEvents.payoutPaid, { ...about, at });
  await service.publish(paymentEvents.payoutPaid, { ...about, at }, paid);
  await service.publish(paymentEvents.payoutFailed, { ...about, failure: 'no_wallet' });
  await service.publish(paymentEvents.payoutAccountChanged, {
    ...{ accountId: newId(), providerId, operator: 'Wave' },
    ...{ payableFrom: at, waits: true },
  });
  await service.publish(paymentEvents.payoutAccountRemoved, {
    ...{ accountId: newId(), providerId, operator: 'Wave' },
  });
  const titles = [
    'New number for your payouts',
    'Number for your payouts removed',
    'Payout did not arrive',
    'Payout made',
  ];
  await eventually(async () => {
    const mails = await world.mailsTo(provider.email!);
    expect(mails.map(({ subject }) => subject).sort()).toEqual(titles);
  });
  const { items } = await service.call(notificationRpc.list, {}, { as: provider });
  expect(items.map(({ title }) => title).sort()).toEqual(titles);
  expect(new Set(items.map(({ link }) => link))).toEqual(new Set(['/teaching/payouts']));
});
