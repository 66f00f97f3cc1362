import { newId } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { profileEvents } from '@edu/contracts-profile';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());

it('a provider reads once what became of each document, by e-mail and in the app', async () => {
  const { service } = world;
  const provider = await world.person({ locale: 'en' });
  const about = {
    ...{ providerId: provider.userId, caseId: newId(), check: 'identity' as const },
    ...{ verified: ['identity' as const], identityUntil: null, version: 2 },
  };
  const validUntil = '2031-11-26T10:00:00.000Z';
  const approved = await service.publish(profileEvents.kycApproved, { ...about, validUntil });
  await service.publish(profileEvents.kycApproved, { ...about, validUntil }, approved);
  await service.publish(profileEvents.kycRejected, { ...about, reason: 'unreadable' });
  await service.publish(profileEvents.kycExpiring, { ...about, validUntil });
  await service.publish(profileEvents.kycExpired, about);
  const titles = [
    'Documents not accepted',
    'Verification done',
    'Verification expired',
    'Verification to renew',
  ];
  await eventually(async () => {
    const mails = await world.mailsTo(provider.email!);
    expect(mails.map(({ subject }) => subject).sort()).toEqual(titles);
  });
  const { items } = await service.call(notificationRpc.list, {}, { as: provider });
  expect(items.map(({ title }) => title).sort()).toEqual(titles);
  expect(new Set(items.map(({ link }) => link))).toEqual(new Set(['/account/verification']));
});
