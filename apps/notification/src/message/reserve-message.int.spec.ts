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

it.each([
  ['en', ['Nothing more is kept of your earnings', 'A part of your earnings is kept for a while']],
  ['fr', ['Plus rien n’est gardé de vos revenus', 'Une part de vos revenus est gardée un temps']],
] as const)(
  'a provider reads once of what is kept, and once that it is lifted, in %s',
  async (locale, titles) => {
    const { service } = world;
    const provider = await world.person({ locale });
    const about = {
      ...{ reserveId: newId(), providerId: provider.userId, currency: 'XOF' as const },
      at: new Date().toISOString(),
    };
    const share = { bps: 1_250, days: 30 };
    const set = await service.publish(paymentEvents.reserveSet, { ...about, ...share });
    await service.publish(paymentEvents.reserveSet, { ...about, ...share }, set);
    await service.publish(paymentEvents.reserveLifted, about);
    const mails = await eventually(async () => {
      const all = await world.mailsTo(provider.email!);
      expect(all.map(({ subject }) => subject).sort()).toEqual([...titles].sort());
      return all;
    });
    expect(JSON.stringify(mails).replaceAll(/\s/g, ' ')).toMatch(/12[.,]5 ?%/);
    const { items } = await service.call(notificationRpc.list, {}, { as: provider });
    expect(new Set(items.map(({ link }) => link))).toEqual(new Set(['/teaching/earnings']));
  },
);
