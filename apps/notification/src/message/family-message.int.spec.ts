import { newId, type EventInput } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { profileEvents } from '@edu/contracts-profile';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());

/** What somebody has in the app and in the mail, by their titles. */
async function reads(person: Person, titles: readonly string[]): Promise<void> {
  await eventually(async () => {
    const { items } = await world.service.call(notificationRpc.list, {}, { as: person });
    expect(items.map(({ title }) => title).sort()).toEqual([...titles].sort());
    expect(items.every(({ link }) => link === '/account/family')).toBe(true);
    const mails = await world.mailsTo(person.email!);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([...titles].sort());
  });
}

it('everybody of a family reads once what happens in it, in their language', async () => {
  const [mother, father] = [await world.person(), await world.person({ locale: 'en' })];
  const about = { childId: newId(), toIds: [mother.userId, father.userId] };
  type What = EventInput<typeof profileEvents.familyNoticeDue>['what'];
  const publish = (what: What, id?: string) =>
    world.service.publish(profileEvents.familyNoticeDue, { ...about, what }, id);
  const unlinked = await publish('unlinked');
  await publish('unlinked', unlinked);
  for (const what of ['parent_joined', 'child_joined', 'caps_changed', 'majority_near'] as const) {
    await publish(what);
  }
  await publish('handed_over');
  await publish('of_a_release_to_come' as What);
  await reads(mother, [
    'Un parent a quitté la famille',
    'Un second parent vous a rejoints',
    'Votre enfant a rejoint la famille',
    'De nouvelles limites de réservation',
    'Bientôt la majorité',
    'Majorité : les liens ont pris fin',
    'Du nouveau dans votre famille',
  ]);
  await reads(father, [
    'A parent has left the family',
    'A second parent has joined',
    'Your child has joined',
    'Other limits for bookings',
    'Soon of age',
    'Of age: the links have ended',
    'A change in your family',
  ]);
});

it('a request reaches both parents, and its answer the child; whoever wants no mail gets none', async () => {
  const [parent, child] = [await world.person({ locale: 'en' }), await world.person()];
  const quiet = await world.person({ locale: 'en' });
  const silent = { email: false, sms: false };
  await world.service.call(notificationRpc.savePreferences, silent, { as: quiet });
  const about = { approvalId: newId(), childId: child.userId };
  await world.service.publish(bookingEvents.approvalAsked, {
    ...{ ...about, toIds: [parent.userId, quiet.userId] },
  });
  for (const outcome of ['approved', 'refused', 'expired', 'ended'] as const) {
    await world.service.publish(bookingEvents.approvalClosed, {
      ...{ ...about, approvalId: newId(), outcome, toIds: [child.userId] },
    });
  }
  await world.service.publish(bookingEvents.approvalClosed, {
    ...{ ...about, outcome: 'withdrawn', toIds: [parent.userId] },
  });
  await reads(parent, ['Your child asks for your approval', 'Your child has withdrawn a request']);
  await reads(child, [
    'Votre cours est accepté',
    'Votre demande est refusée',
    'Votre demande est restée sans réponse',
    'Votre demande a pris fin',
  ]);
  const { items } = await world.service.call(notificationRpc.list, {}, { as: quiet });
  expect(items).toHaveLength(1);
  expect(await world.mailsTo(quiet.email!)).toEqual([]);
});
