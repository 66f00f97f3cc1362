import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, newIntent } from '@edu/client';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';
import { during } from './fault-rows.ts';
import { atEach, sometimesGiveBack, type MoneyRow } from './money-row.ts';
import { payAt, refuseAt } from './payer.ts';

const EXPIRED_WITHIN_MS = 30_000;
const REOPENS = 40;

/** The payer says no first, and pays with the next try. */
const refusedFirst: MoneyRow = {
  name: 'the payer refuses, then pays',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, async (rail) => {
      const lesson = await arena.lesson(rail, refusedFirst.name);
      const intent = await arena.open(lesson);
      await refuseAt(rail, intent, await arena.refOf(intent.id));
      await payWhatIsOpen(arena, lesson);
      await sometimesGiveBack(arena, lesson);
    });
    return arena.rails;
  },
};

/** Opens it again and again until what is open has been paid, as somebody does whose try has failed. */
async function payWhatIsOpen(arena: MoneyArena, lesson: Lesson): Promise<void> {
  for (let tries = 0; tries < REOPENS; tries++) {
    try {
      const intent = await arena.open(lesson);
      await payAt(lesson.rail, intent, await arena.refOf(intent.id));
    } catch (error) {
      // Paid, or refused once more.
      const isPaid = error instanceof ApiError && error.is('payment.already_paid');
      if (isPaid) return;
    }
    if (await arena.becomes(lesson, 'confirmed', 500)) return;
  }
  throw new Error(`what is open of lesson ${lesson.bookingId} could not be paid`);
}

/** The hold ends; the payer pays all the same, at that moment or a while later, and half of the slots are gone. */
const paidTooLate: MoneyRow = {
  name: 'paid when the hold has ended',
  run: (arena, count) =>
    during(
      arena,
      () => ({ webhooks: { drop: { probability: 0.5 } } }),
      () =>
        atEach(arena, arena.rails, count, async (rail, nth) => {
          const lesson = await arena.lesson(rail, paidTooLate.name);
          const intent = await arena.open(lesson);
          const ref = await arena.refOf(intent.id);
          // One that cannot be paid any more has been closed, as it should.
          const pay = () => payAt(rail, intent, ref).catch(() => undefined);
          const ending = endHold(arena, lesson);
          if (nth % 2 === 0) {
            await sleep(1_000 * arena.random());
            await pay();
          }
          await ending;
          if (arena.random() < 0.5) await arena.takeSlotOf(lesson);
          await pay();
        }),
    ),
};

/** Until the booking is over, or paid: a prompt that arrives late holds it longer. */
async function endHold(arena: MoneyArena, lesson: Lesson): Promise<void> {
  const until = Date.now() + EXPIRED_WITHIN_MS;
  while ((await arena.stateOf(lesson)) === 'pending') {
    if (Date.now() > until) throw new Error(`the hold of ${lesson.bookingId} did not end`);
    await arena.database.query(
      `UPDATE booking.booking SET hold_expires_at = now(), expiry_due_at = NULL
       WHERE id = $1 AND state = 'pending' AND hold_expires_at > now()`,
      [lesson.bookingId],
    );
    await sleep(200);
  }
}

/** Opened at the moment at which its hold ends: nobody may be left with a payment that nobody closes. */
const openedTooLate: MoneyRow = {
  name: 'opened when the hold ends',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, async (rail) => {
      const lesson = await arena.lesson(rail, openedTooLate.name);
      const ending = endHold(arena, lesson);
      const opening = (async () => {
        await sleep(900 * arena.random());
        const intent = await arena.open(lesson);
        // What cannot be closed would stay open as long as the psp says.
        if (intent.next && intent.next.kind !== 'card') {
          await refuseAt(rail, intent, await arena.refOf(intent.id));
        }
      })().catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status >= 500) throw error;
      });
      await Promise.all([ending, opening]);
    });
    return arena.rails;
  },
};

/**
 * Everything that may learn of the money does so at once: the payer pays, asks again with the same and with
 * another key, reads the payment; its webhooks come, and the janitor looks.
 */
const allAtOnce: MoneyRow = {
  name: 'paid, opened, read, reported and looked for at once',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, async (rail) => {
      const lesson = await arena.lesson(rail, allAtOnce.name);
      const key = newIntent();
      const [intent] = await Promise.all([
        arena.open(lesson, key),
        arena.open(lesson, key),
        arena.open(lesson),
        arena.open(lesson),
      ]);
      const params = { path: { id: intent.id } };
      const read = () =>
        arena.insist(() => lesson.api.get('/api/v1/payments/{id}', { params })).then(() => true);
      const looks = (async () => {
        for (let looks = 0; looks < 10; looks++) {
          await makeDue(arena, lesson);
          await sleep(30);
        }
      })();
      await Promise.all([
        arena.pay(lesson, intent),
        ...[key, newIntent(), newIntent()].map((again) =>
          arena.open(lesson, again).catch(unlessServerError),
        ),
        ...[read(), read(), looks],
      ]);
      await sometimesGiveBack(arena, lesson);
    });
    return arena.rails;
  },
};

function makeDue({ database }: MoneyArena, { bookingId }: Lesson) {
  return database.query(
    `UPDATE payment.payment SET due_at = now() WHERE booking_id = $1 AND due_at IS NOT NULL`,
    [bookingId],
  );
}

function unlessServerError(error: unknown): void {
  if (!(error instanceof ApiError) || error.status >= 500) throw error;
}

/** All webhooks of a stretch are lost, and nobody looks: afterwards the janitor finds out. */
const dayLost: MoneyRow = {
  name: 'a day of webhooks lost, and nobody looks meanwhile',
  run: (arena, count) =>
    during(
      arena,
      () => ({ webhooks: { drop: { probability: 1 } } }),
      async (rails) => {
        const asleep = setInterval(() => void putOff(arena).catch(() => undefined), 100);
        try {
          await atEach(arena, rails, count, async (rail) => {
            const lesson = await arena.lesson(rail, dayLost.name);
            await arena.pay(lesson, await arena.open(lesson));
          });
        } finally {
          clearInterval(asleep);
        }
      },
    ),
};

/** As if the janitor had looked a moment ago, and there were a day until it looks again. */
function putOff({ database }: MoneyArena) {
  return database.query(
    `UPDATE payment.payment SET due_at = now() + interval '1 day'
     WHERE status = 'pending' AND due_at < now() + interval '1 hour'`,
  );
}

/** Two lessons with one payment, where the psp can send a part of one back; then one of them is called off. */
const twoAtOnce: MoneyRow = {
  name: 'two lessons with one payment, one of them called off',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, async (rail) => {
      const [lesson, other] = await arena.two(rail, twoAtOnce.name);
      const intent = await arena.open(lesson, newIntent(), [other]).catch((error: unknown) => {
        if (error instanceof ApiError && error.is('payment.not_together')) return undefined;
        throw error;
      });
      // Who cannot pay them together pays one by one.
      if (!intent) {
        for (const one of [lesson, other]) await arena.pay(one, await arena.open(one));
        return;
      }
      await arena.pay(lesson, intent);
      if (await arena.becomes(other, 'confirmed', 20_000)) await arena.giveBack(other, 'whole');
    });
    return arena.rails;
  },
};

/** The payer turns to another psp at the moment of paying: what is paid at both goes back at one. */
const turnedElsewhere: MoneyRow = {
  name: 'the payer turns to another psp while paying',
  run: async (arena, count) => {
    await atEach(arena, arena.rails, count, async (rail) => {
      const lesson = await arena.lesson(rail, turnedElsewhere.name);
      const intent = await arena.open(lesson);
      const other = arena.elsewhere(lesson);
      if (!other) return arena.pay(lesson, intent);
      const ref = await arena.refOf(intent.id);
      const paying = payAt(rail, intent, ref).catch(() => undefined);
      const turning = arena
        .open({ ...lesson, rail: other })
        .then((second) => arena.pay({ ...lesson, rail: other }, second), unlessServerError);
      await Promise.all([paying, turning]);
      if (await arena.becomes(lesson, 'confirmed', 3_000)) return;
      await payWhatIsOpen(arena, lesson);
    });
    return arena.rails;
  },
};

export const timingRows: readonly MoneyRow[] = [
  refusedFirst,
  paidTooLate,
  openedTooLate,
  allAtOnce,
  twoAtOnce,
  turnedElsewhere,
  dayLost,
];
