import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';
import { toContact, type ContactRow } from './contact.service.ts';

let world: NotificationHarness;

beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());

const AWA = {
  displayName: 'Awa Koné',
  email: 'awa@people.test',
  phone: null,
  locale: 'fr',
  zone: 'Africa/Abidjan',
} as const;
type Set = RpcArgs<typeof notificationRpc.setContact>;

const set = (input: Set) => world.service.call(notificationRpc.setContact, input);
const find = async (userId: string) => {
  const { rows } = await world.service.sql.query<{ contact: ContactRow }>(
    'SELECT to_jsonb(contact) AS contact FROM notification.contact WHERE user_id = $1',
    [userId],
  );
  return toContact(rows[0]?.contact ?? null);
};

it('stores the addresses of a person, and only their first name', async () => {
  const userId = newId();
  expect(await find(userId)).toBeUndefined();
  expect(await set({ userId, version: 1, contact: AWA })).toEqual({ changed: true });
  expect(await find(userId)).toMatchObject({
    userId,
    firstName: 'Awa',
    email: 'awa@people.test',
    phone: null,
    locale: 'fr',
    zone: 'Africa/Abidjan',
  });
  const { rows } = await world.service.sql.query(
    `SELECT FROM notification.contact AS c WHERE c::text LIKE '%Koné%'`,
  );
  expect(rows).toEqual([]);
});

it('keeps the newest version, in whatever order versions arrive', async () => {
  const userId = newId();
  await set({ userId, version: 3, contact: { ...AWA, locale: 'en' } });
  for (const version of [1, 3, 2]) {
    expect(await set({ userId, version, contact: AWA })).toEqual({ changed: false });
  }
  expect(await find(userId)).toMatchObject({ locale: 'en' });
});

it('deletes the addresses of a deleted account, and no older version brings them back', async () => {
  const userId = newId();
  await set({ userId, version: 1, contact: AWA });
  await set({ userId, version: 3, contact: null });
  await set({ userId, version: 2, contact: AWA });
  expect(await find(userId)).toBeNull();
});

it('refuses bad input', async () => {
  const good = { userId: newId(), version: 1, contact: AWA };
  const bad: unknown[] = [
    { ...good, version: 0 },
    { ...good, contact: { ...AWA, locale: 'de' } },
    { ...good, contact: { ...AWA, zone: 'Africa/Atlantis' } },
    { ...good, contact: { ...AWA, phone: '0701020304' } },
    { ...good, contact: { ...AWA, role: 'admin' } },
  ];
  for (const input of bad) {
    await expect(set(input as Set)).rejects.toMatchObject({ status: 400 });
  }
});
