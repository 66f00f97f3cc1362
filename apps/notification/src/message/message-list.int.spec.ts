import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';

let world: NotificationHarness;
let learner: Person;

beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
beforeEach(async () => {
  learner = await world.person();
});

/** Puts messages into the learner's list: delivered ones, and beside them what is no part of it. */
const fill = async (count: number) => {
  for (let n = 0; n < count; n++) {
    for (const [channel, status] of [
      ['in_app', 'delivered'],
      ['in_app', 'failed'],
      ['email', 'delivered'],
    ] as const) {
      const shown = channel === 'in_app' && status === 'delivered';
      await world.service.sql.query(
        `INSERT INTO message
           (id, event_id, user_id, channel, template, facts, status, delivered_at, title, body)
         VALUES ($1, $2, $3, $4, 'booking-expired', '{}', $5, $6, $7, $7)`,
        [
          newId(),
          newId(),
          learner.userId,
          channel,
          status,
          status === 'delivered' ? new Date() : null,
          shown ? `message ${n}` : null,
        ],
      );
    }
  }
};

describe('the list', () => {
  const list = (input: { cursor?: string; limit?: number; unread?: boolean }, as = learner) =>
    world.service.call(notificationRpc.list, input, { as });
  const read = (id: string, as = learner) =>
    world.service.call(notificationRpc.markRead, { id }, { as });

  it('pages from the newest without gaps or repetitions, and counts the unread', async () => {
    await fill(5);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor && { cursor }) });
      expect(page.unreadCount).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('keeps the first time at which a notification was read', async () => {
    await fill(2);
    const [newest, older] = (await list({})).items;
    world.service.clock.set('2026-11-24T10:00:00.000Z');
    const first = await read(newest!.id);
    expect(first).toEqual({ ...newest, readAt: '2026-11-24T10:00:00.000Z' });
    world.service.clock.set('2026-11-25T10:00:00.000Z');
    expect(await read(newest!.id)).toEqual(first);
    const unread = await list({ unread: true });
    expect(unread.items.map(({ id }) => id)).toEqual([older!.id]);
    expect(unread.unreadCount).toBe(1);
    expect((await list({})).items).toHaveLength(2);
  });

  it('shows own notifications only: one of another person answers 404 like a random id', async () => {
    await fill(1);
    const [theirs] = (await list({})).items;
    const stranger = await world.person();
    expect(await list({}, stranger)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
    const problem = (id: string) =>
      read(id, stranger).then(
        () => 'read',
        (error: { toWire(): unknown }) => error.toWire(),
      );
    expect(await problem(theirs!.id)).toEqual(await problem(newId()));
    expect(await problem(theirs!.id)).toMatchObject({ code: notificationErrors.notFound.code });
    expect((await list({})).unreadCount).toBe(1);
    // An e-mail is not in the list, and cannot be read there.
    const { rows } = await world.service.sql.query<{ id: string }>(
      `SELECT id FROM message WHERE user_id = $1 AND channel = 'email'`,
      [learner.userId],
    );
    await expect(read(rows[0]!.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is read as a whole, up to the newest that was shown', async () => {
    await fill(4);
    const { items } = await list({});
    world.service.clock.set('2026-11-24T10:00:00.000Z');
    await read(items[3]!.id);
    world.service.clock.set('2026-11-25T10:00:00.000Z');
    const readUpTo = (upTo: string, as = learner) =>
      world.service.call(notificationRpc.markAllRead, { upTo }, { as });
    expect(await readUpTo(items[1]!.id)).toEqual({ unreadCount: 1 });
    const [first, earlier] = ['2026-11-25T10:00:00.000Z', '2026-11-24T10:00:00.000Z'];
    const times = (await list({})).items.map(({ readAt }) => readAt);
    expect(times).toEqual([null, first, first, earlier]);
    expect(await readUpTo(newId(), await world.person())).toEqual({ unreadCount: 0 });
    expect((await list({})).unreadCount).toBe(1);
    await expect(readUpTo('x')).rejects.toMatchObject({ status: 400 });
  });

  it('refuses bad input and calls without a user', async () => {
    const wrong = [
      { cursor: 'bm9uc2Vuc2U' },
      { cursor: Buffer.from('["not an id"]').toString('base64url') },
      { limit: 0 },
      { limit: 1_000 },
      { userId: learner.userId },
    ];
    for (const input of wrong) {
      await expect(list(input as object)).rejects.toMatchObject({ status: 400 });
    }
    await expect(read('x')).rejects.toMatchObject({ status: 400 });
    await expect(world.service.call(notificationRpc.list, {})).rejects.toMatchObject({
      status: 401,
    });
  });
});
