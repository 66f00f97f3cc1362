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

it('whoever taught reads once that the statement of the year is there, and no amount', async () => {
  const { service } = world;
  const provider = await world.person({ locale: 'fr' });
  const issued = { documentId: newId(), providerId: provider.userId, year: 2025 };
  const first = await service.publish(paymentEvents.annualStatementIssued, issued);
  await service.publish(paymentEvents.annualStatementIssued, issued, first);
  await eventually(async () => {
    const mails = await world.mailsTo(provider.email!);
    expect(mails.map(({ subject }) => subject)).toEqual(['Votre relevé annuel']);
  });
  const { items } = await service.call(notificationRpc.list, {}, { as: provider });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ title: 'Votre relevé annuel', link: '/account/documents' });
});
