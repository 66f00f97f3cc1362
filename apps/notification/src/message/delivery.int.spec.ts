import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { notificationEvents } from '@edu/contracts-notification';
import { eventually, FaultyLine, testServers } from '@edu/testing';
import {
  startNotification,
  type NotificationHarness,
  type Person,
} from '../notification.harness.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryService } from './delivery.service.ts';

let world: NotificationHarness;
let learner: Person;
let provider: Person;

interface Row {
  id: string;
  status: string;
  attempts: number;
  failure: string | null;
  /** From being written to being delivered. */
  seconds: number | null;
}

const find = async (id: string): Promise<Row> => {
  const { rows } = await world.service.sql.query<Row>(
    `SELECT id, status, attempts, failure,
       extract(epoch FROM delivered_at - created_at)::float8 AS seconds
     FROM message WHERE id = $1`,
    [id],
  );
  return rows[0]!;
};
/** Writes an e-mail to the learner as an event would, without announcing it to the queue. */
const write = async (due = "now() - interval '1 hour'", attempts = 0): Promise<string> => {
  const id = newId();
  const facts = {
    bookingId: newId(),
    as: 'learner',
    otherId: provider.userId,
    startsAt: '2026-11-24T10:00:00.000Z',
    endsAt: '2026-11-24T11:00:00.000Z',
    zone: 'Africa/Abidjan',
  };
  await world.service.sql.query(
    `INSERT INTO message (id, event_id, user_id, channel, template, facts, attempts, due_at)
     VALUES ($1, $2, $3, 'email', 'booking-expired', $4, $5, ${due})`,
    [id, newId(), learner.userId, facts, attempts],
  );
  return id;
};
const becomes = (id: string, status: string) =>
  eventually(async () => expect(await find(id)).toMatchObject({ status }));
/** As if the time until the next attempt had passed. */
const makeDue = (id: string) =>
  world.service.sql.query(
    `UPDATE message SET due_at = now() - interval '3 seconds' WHERE id = $1`,
    [id],
  );
const delivery = (instance = 0) =>
  world.service.instances[instance]!.app.get(DeliveryService, { strict: false });
const confirm = async () => ({
  id: await world.service.publish(bookingEvents.confirmed, {
    bookingId: newId(),
    learnerId: learner.userId,
    providerId: provider.userId,
    startsAt: '2026-11-24T10:00:00.000Z',
    endsAt: '2026-11-24T11:00:00.000Z',
    busyFrom: '2026-11-24T10:00:00.000Z',
    busyUntil: '2026-11-24T11:00:00.000Z',
    version: 2,
    mode: 'online',
    price: { amount: 5_000, currency: 'XOF' },
    zone: 'Africa/Abidjan',
    paymentId: newId(),
  }),
});
const meet = async () => {
  learner = await world.person({ displayName: 'Koffi' });
  provider = await world.person({ displayName: 'Awa' });
};

describe('with Redis, two replicas', () => {
  beforeAll(async () => {
    world = await startNotification({ replicas: 2 });
  });
  afterAll(() => world.stop());
  beforeEach(meet);
  afterEach(() => world.mailbox.faults.reset());

  it('the queue delivers a message before the sweeper runs', async () => {
    for (let n = 0; n < 5; n++) await confirm();
    await eventually(async () => expect(await world.mailsTo(learner.email!)).toHaveLength(5));
    const { rows } = await world.service.sql.query<{ fastest: number }>(
      `SELECT min(extract(epoch FROM delivered_at - created_at))::float8 AS fastest
       FROM message WHERE user_id = $1`,
      [learner.userId],
    );
    // The sweeper takes what has been due for two seconds.
    expect(rows[0]!.fastest).toBeLessThan(2);
  });

  it('the sweeper delivers a message that was not announced', async () => {
    const id = await write();
    await becomes(id, 'delivered');
    expect(await world.mailsTo(learner.email!)).toHaveLength(1);
  });

  it('a message is sent once, when many workers try at once', async () => {
    const id = await write('now()');
    await Promise.all(Array.from({ length: 40 }, (_, n) => delivery(n % 2).deliver(id)));
    await becomes(id, 'delivered');
    await delivery().deliver(id);
    expect(await world.mailsTo(learner.email!)).toHaveLength(1);
  });

  it('a temporary failure is tried again later, and its code is stored', async () => {
    world.mailbox.faults.change({ reject: { next: 1, code: 451 } });
    const id = await write();
    await eventually(async () =>
      expect(await find(id)).toMatchObject({
        ...{ status: 'pending', attempts: 1, failure: 'email EMESSAGE 451' },
      }),
    );
    // The sweeper announces it when it is due again, after five seconds.
    await eventually(
      async () => expect(await find(id)).toMatchObject({ status: 'delivered' }),
      15_000,
    );
    const row = await find(id);
    expect(row).toMatchObject({ attempts: 2, failure: null });
    expect(row.seconds).toBeGreaterThan(4.9);
    expect(await world.mailsTo(learner.email!)).toHaveLength(1);
  });

  it('a permanent failure gives the message up, and emits an event', async () => {
    world.mailbox.faults.change({ reject: { next: 1, code: 550 } });
    const id = await write();
    await becomes(id, 'failed');
    expect(await find(id)).toMatchObject({ attempts: 1, failure: 'email EMESSAGE 550' });
    const event = await world.service.events.next(
      notificationEvents.failed,
      (e) => e.messageId === id,
    );
    expect(event).toMatchObject({ userId: learner.userId, channel: 'email' });
  });

  it('five failures give the message up', async () => {
    world.mailbox.faults.change({ reject: { next: 100, code: 451 } });
    const id = await write("now() + interval '1 hour'");
    for (let attempt = 1; attempt <= 5; attempt++) {
      await world.service.sql.query('UPDATE message SET due_at = now() WHERE id = $1', [id]);
      await delivery().deliver(id);
      expect(await find(id)).toMatchObject({
        attempts: attempt,
        status: attempt < 5 ? 'pending' : 'failed',
        failure: 'email EMESSAGE 451',
      });
    }
    await world.service.events.next(notificationEvents.failed, (e) => e.messageId === id);
    expect(await world.mailsTo(learner.email!)).toEqual([]);
  });

  it('a message of a crashed process is taken over when its claim runs out', async () => {
    const id = await write("now() + interval '2 minutes'", 1);
    await delivery().deliver(id);
    expect(await find(id)).toMatchObject({ status: 'pending', attempts: 1 });
    await makeDue(id);
    await becomes(id, 'delivered');
    expect(await find(id)).toMatchObject({ attempts: 2 });
    // It crashed on every attempt: that is a failure too.
    const hopeless = await write(undefined, 5);
    await becomes(hopeless, 'failed');
    expect(await find(hopeless)).toMatchObject({ failure: 'attempts used up' });
  });

  it('a message to a person whose contact is unknown is sent after auth has sent the contact', async () => {
    const newcomer = await world.unknownPerson();
    learner = newcomer;
    const { id } = await confirm();
    const pending = async (): Promise<(Row & { channel: string })[]> => {
      const { rows } = await world.service.sql.query<Row & { channel: string }>(
        'SELECT id, channel, status, failure FROM message WHERE event_id = $1 AND user_id = $2',
        [id, newcomer.userId],
      );
      return rows;
    };
    await eventually(async () => {
      const rows = await pending();
      expect(rows).toHaveLength(2);
      for (const row of rows) expect(row.failure).toBe('contact not known yet');
    });
    await newcomer.sendContact();
    for (const row of await pending()) await makeDue(row.id);
    await eventually(async () => {
      for (const row of await pending()) expect(row.status).toBe('delivered');
    });
    expect(await world.mailsTo(newcomer.email!)).toHaveLength(1);
  });

  it('a channel sends no faster than its provider allows, over all replicas', async () => {
    await world.stop();
    world = await startNotification({ replicas: 2, env: { EMAIL_PER_SECOND: '2' } });
    await meet();
    for (let n = 0; n < 4; n++) await confirm();
    await eventually(async () => {
      expect(await world.mailsTo(learner.email!)).toHaveLength(4);
      expect(await world.mailsTo(provider.email!)).toHaveLength(4);
    }, 15_000);
    const { rows } = await world.service.sql.query<{ seconds: number }>(
      `SELECT extract(epoch FROM max(delivered_at) - min(delivered_at))::float8 AS seconds
       FROM message WHERE channel = 'email' AND status = 'delivered'`,
    );
    // Eight e-mails, two a second: three seconds. If each replica counted for itself, one.
    expect(rows[0]!.seconds).toBeGreaterThan(2);
  }, 30_000);
});

describe('without Redis', () => {
  beforeAll(async () => {
    world = await startNotification({
      env: { REDIS_URL: 'redis://127.0.0.1:1' }, // nobody answers
    });
  });
  beforeEach(meet);

  it('messages are sent once', async () => {
    const queue = world.service.instances[0]!.app.get(DeliveryQueue, { strict: false });
    expect(queue.up).toBe(false);
    await confirm();
    await eventually(async () => {
      expect(await world.mailsTo(learner.email!)).toHaveLength(1);
      expect(await world.mailsTo(provider.email!)).toHaveLength(1);
    });
    const report = await fetch(
      `http://127.0.0.1:${world.service.instances[0]!.healthPort}/health/ready`,
    );
    expect(report.status).toBe(200);
  });

  it('the service stops without waiting for it', async () => {
    const from = Date.now();
    await world.stop();
    expect(Date.now() - from).toBeLessThan(5_000);
  });
});

describe('with Redis that freezes', () => {
  let redis: FaultyLine;
  beforeAll(async () => {
    redis = await FaultyLine.to(testServers().redisUrl);
    world = await startNotification({ lines: { redis } });
  });
  afterAll(async () => {
    redis.mend();
    await world.stop();
    await redis.close();
  });
  beforeEach(meet);

  it('messages are sent once', async () => {
    redis.silence();
    await confirm();
    await eventually(async () => {
      expect(await world.mailsTo(learner.email!)).toHaveLength(1);
      expect(await world.mailsTo(provider.email!)).toHaveLength(1);
    });
  });
});
