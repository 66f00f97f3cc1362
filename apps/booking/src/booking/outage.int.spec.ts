import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, Problem, type Money } from '@edu/contract-kit';
import { availabilityRpc, type CancellationPolicy } from '@edu/contracts-availability';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { DEAD_LETTER_STREAM } from '@edu/messaging';
import {
  eventually,
  FaultyLine,
  startTestService,
  testActor,
  testServers,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { bookingService } from '../main.ts';
import { fakeNames } from './booking.harness.ts';

const price: Money = { amount: 5_000, currency: 'XOF' };
const policy: CancellationPolicy = { name: 'strict', tiers: [], graceMinutes: 0 };
const HOUR = 3_600_000;
/** A pool that is full gives up after 1.5 s, a lock after 2, a statement after 5, an answer after 6. */
const PATIENCE_MS = 9_000;
/** Before any of these time-outs but that of the pool. */
const SOON_MS = 4_500;

let postgres: FaultyLine;
let nats: FaultyLine;
let service: TestService;
let student: TestActor;
let hour = Math.ceil(Date.now() / HOUR) + 48;

beforeAll(async () => {
  postgres = await FaultyLine.to(testServers().postgresUrl);
  nats = await FaultyLine.to(testServers().natsUrl);
  service = await startTestService(bookingService, { lines: { postgres, nats } });
  fakeNames(service, new Map());
  service.fake(availabilityRpc.quote, ({ providerId, startsAt, durationMinutes }) => {
    const endsAt = new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString();
    const times = { startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt };
    return { providerId, ...times, price, zone: 'Africa/Abidjan', policy };
  });
});
beforeEach(async () => {
  student = await testActor('student');
});
afterEach(() => {
  postgres.mend();
  nats.mend();
});
afterAll(async () => {
  await service.stop();
  await postgres.close();
  await nats.close();
});

const nextStart = () => new Date(hour++ * HOUR).toISOString();
const book = (as: TestActor, startsAt = nextStart(), key: string = newId()) =>
  service.call(bookingRpc.create, { providerId: newId(), startsAt }, { as, key });
const list = () => service.call(bookingRpc.list, {}, { as: student });

interface Answer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly ms: number;
}
const answerTo = async (work: Promise<unknown>): Promise<Answer> => {
  const began = Date.now();
  const { status, retryAfter } = await work.then(
    () => ({ status: 200, retryAfter: undefined }),
    (error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    },
  );
  return { status, retryAfter, ms: Date.now() - began };
};
/** One of each kind of work: a statement, a read and a transaction through Prisma. */
const eachKind = async (bookingId: string): Promise<Answer[]> => {
  const cancel = { as: student, key: newId() };
  return Promise.all([
    answerTo(book(await testActor('student'))),
    answerTo(list()),
    answerTo(service.call(bookingRpc.cancel, { id: bookingId }, cancel)),
  ]);
};
const ready = () => fetch(`http://127.0.0.1:${service.instances[0]!.healthPort}/health/ready`);

describe('PostgreSQL down', () => {
  it('answers 503 at once, is not ready in time, and recovers by itself', async () => {
    const { id } = await book(student);
    postgres.cut();
    for (let n = 0; n < 3; n++) {
      for (const answer of await eachKind(id)) {
        expect(answer).toMatchObject({ status: 503, retryAfter: 2 });
        expect(answer.ms).toBeLessThan(SOON_MS);
      }
    }
    await eventually(async () => expect((await ready()).status).toBe(503));
    postgres.mend();
    await eventually(list);
    await eventually(async () => expect((await ready()).status).toBe(200));
  });

  it('answers within the deadline while PostgreSQL hangs, and books a repeated call once', async () => {
    const { id } = await book(student);
    const [startsAt, key] = [nextStart(), newId()];
    const providerId = newId();
    const again = () =>
      service.call(bookingRpc.create, { providerId, startsAt }, { as: student, key });
    postgres.silence();
    const [first, others] = await Promise.all([answerTo(again()), eachKind(id)]);
    const answers = [first, ...others];
    for (const { status, retryAfter, ms } of answers) {
      expect([503, 504]).toContain(status);
      expect(retryAfter).toBeGreaterThan(0);
      expect(ms).toBeLessThan(PATIENCE_MS);
    }
    postgres.mend();
    const booking = await eventually(again);
    const { items } = await list();
    expect(items.filter((item) => item.startsAt === startsAt)).toMatchObject([{ id: booking.id }]);
  });

  it('retries an event until it can be handled, and gives none up', async () => {
    const { id: bookingId } = await book(student);
    postgres.cut();
    const payment = { paymentId: newId(), bookingId, amount: price, psp: 'stripe' };
    await service.publish(paymentEvents.succeeded, { ...payment, at: new Date().toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    postgres.mend();
    await service.events.next(bookingEvents.confirmed, (e) => e.bookingId === bookingId);
    const { state } = await service.nats.manager.streams.info(DEAD_LETTER_STREAM);
    expect(state.messages).toBe(0);
  });
});

describe('PostgreSQL with locks and lost connections', () => {
  it('answers with Retry-After while a lock is held', async () => {
    const { id } = await book(student);
    const admin = await service.sql.connect();
    await admin.query('BEGIN; LOCK TABLE booking');
    try {
      const answers = (await Promise.all([eachKind(id), eachKind(id), eachKind(id)])).flat();
      for (const { status, retryAfter, ms } of answers) {
        expect([409, 503, 504]).toContain(status);
        expect(retryAfter).toBeGreaterThan(0);
        expect(ms).toBeLessThan(PATIENCE_MS);
      }
    } finally {
      await admin.query('ROLLBACK');
      admin.release();
    }
    await eventually(list);
  });

  it('does not answer 500 when a connection ends', async () => {
    const { id } = await book(student);
    const backends = `FROM pg_stat_activity WHERE application_name = 'booking'`;
    const end = () => service.sql.query(`SELECT pg_terminate_backend(pid) ${backends}`);
    const answers: Answer[] = [];
    for (let n = 0; n < 12; n++) {
      const [some] = await Promise.all([eachKind(id), end()]);
      answers.push(...some);
    }
    // A booking that was canceled a moment ago cannot be canceled again.
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
    await eventually(list);

    // In the middle of a statement, which waits for a lock.
    const admin = await service.sql.connect();
    await admin.query('BEGIN; LOCK TABLE booking');
    try {
      const reading = answerTo(list());
      await eventually(async () => {
        const waiting = await service.sql.query(`SELECT ${backends} AND wait_event_type = 'Lock'`);
        expect(waiting.rowCount).toBeGreaterThan(0);
      });
      await end();
      expect(await reading).toMatchObject({ status: 503, retryAfter: 2 });
    } finally {
      await admin.query('ROLLBACK');
      admin.release();
    }
    await eventually(list);
  });
});

describe('NATS down', () => {
  it('keeps events in the outbox, and publishes them afterwards', async () => {
    const { id } = await book(student);
    nats.cut();
    await service.sql.query('UPDATE booking SET hold_expires_at = now() WHERE id = $1', [id]);
    const expired = () =>
      service.events.of(bookingEvents.expired).filter(({ bookingId }) => bookingId === id);
    const state = 'SELECT state FROM booking WHERE id = $1';
    await eventually(async () => {
      expect((await service.sql.query(state, [id])).rows).toEqual([{ state: 'expired' }]);
    });
    expect(expired()).toEqual([]);
    const unheard = await answerTo(list());
    expect(unheard).toMatchObject({ status: 503, retryAfter: 2 });
    expect(unheard.ms).toBeLessThan(SOON_MS);
    nats.mend();
    await service.events.next(bookingEvents.expired, (event) => event.bookingId === id);
    await eventually(list);
  });
});
