import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';

const NAME = 'Canarino';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());

it('erases the messages to a person, and their name in the messages to others', async () => {
  const learner = await world.person({ displayName: `${NAME} Koné`, locale: 'fr' });
  const provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  await world.service.publish(bookingEvents.confirmed, {
    ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
    ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
    ...{ busyFrom: '2026-07-01T10:00:00.000Z', busyUntil: '2026-07-01T11:00:00.000Z' },
    ...{ version: 2, mode: 'online' as const, price: { amount: 5_000, currency: 'XOF' as const } },
    ...{ zone: 'Europe/Paris', paymentId: newId() },
  });
  const list = async () =>
    (await world.service.call(notificationRpc.list, {}, { as: provider })).items;
  await eventually(async () => expect((await list())[0]?.body).toContain(NAME));
  await eventually(async () => expect(await world.mailsTo(learner.email!)).toHaveLength(1));
  const [before] = await list();

  const { userId } = learner;
  const data = await world.service.call(notificationRpc.listUserData, { userId });
  expect(data).toMatchObject({ about: 'message' });
  const receipt = await world.service.call(notificationRpc.eraseUserData, { userId });
  expect(receipt.erased).toEqual([
    { what: 'message', rows: 2 },
    { what: 'contact', rows: 1 },
  ]);
  const [after] = await list();
  expect(after).toMatchObject({ id: before!.id, title: before!.title, link: before!.link });
  expect(after!.body).not.toContain(NAME);
  expect(after!.body.length).toBeGreaterThan(20);
  const everything = await world.service.sql.query(
    `SELECT (SELECT string_agg(to_jsonb(m)::text, '') FROM message m)
       || (SELECT string_agg(to_jsonb(c)::text, '') FROM contact c) AS text`,
  );
  expect(JSON.stringify(everything.rows)).not.toMatch(new RegExp(`${NAME}|${learner.email}`));
  expect((await world.service.call(notificationRpc.eraseUserData, { userId })).erased).toEqual([]);
});

it('forgets what a provider called a group lesson, in the messages to others too', async () => {
  const title = `With ${NAME}`;
  const learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  const provider = await world.person({ displayName: 'Mary Tutor', locale: 'en' });
  const seat = {
    ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
    ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
    ...{ busyFrom: '2026-07-01T10:00:00.000Z', busyUntil: '2026-07-01T11:00:00.000Z' },
    ...{ groupId: newId(), mode: 'online' as const, zone: 'Africa/Abidjan' },
    price: { amount: 2_000, currency: 'XOF' as const },
  };
  const ref = async () => {
    const find = 'SELECT group_title FROM booking_ref WHERE booking_id = $1';
    return (await world.service.sql.query(find, [seat.bookingId])).rows;
  };
  await world.service.publish(bookingEvents.confirmed, {
    ...{ ...seat, version: 2, paymentId: newId(), groupTitle: title },
  });
  await eventually(async () => expect(await ref()).toEqual([{ group_title: title }]));
  const message = async () =>
    (await world.service.call(notificationRpc.list, {}, { as: learner })).items[0];
  await eventually(async () => expect((await message())?.body).toContain(title));
  const erase = ({ userId }: { readonly userId: string }) =>
    world.service.call(notificationRpc.eraseUserData, { userId });

  await erase(await world.person({ displayName: 'Somebody', locale: 'fr' }));
  expect(await ref()).toEqual([{ group_title: title }]);
  await erase(provider);
  expect(await ref()).toEqual([{ group_title: null }]);
  const { body } = (await message())!;
  expect(body).not.toContain(title);
  expect(body.length).toBeGreaterThan(20);
  const facts = `SELECT facts FROM message WHERE facts::text LIKE '%' || $1 || '%'`;
  expect((await world.service.sql.query(facts, [title])).rows).toEqual([]);
});
