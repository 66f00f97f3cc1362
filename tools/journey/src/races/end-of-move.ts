import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent, type PaymentIntent } from '@edu/client';
import pg from 'pg';
import type { Person } from '../actors.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Slot, Tried } from './arena.ts';
import { moveLonger, offerLonger } from './dearer-moves.ts';
import { pay } from './end-of-hold.ts';
import { paidLesson, type Paid } from './paid-lessons.ts';
import { count, NOTHING, sum, type RaceRow } from './race-row.ts';

/** From the moment that the held times are set to end until they do. */
const LEAD_MS = 1_000;
/** Whoever ends holds looks once a second, so one ends within that time. */
const LOOK_MS = 1_000;
/** Payment, withdrawal and cancellation come so much before or after each other. */
const SPREAD_MS = 50;
const END_MS = 60_000;
/** A time that was given back is offered again a moment later: availability follows by events. */
const OFFERED_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 100;
/** Of what was not as it has to be, so much is in the table. */
const TOLD = 3;

/** A paid lesson, and a dearer time that is held for it. */
interface Moving {
  readonly lesson: Paid;
  /** Who asks for both times afterwards, and has nothing then. */
  readonly other: Person;
  readonly to: Slot;
  readonly heldId: string;
  readonly intent: PaymentIntent;
}

interface Became {
  /** What became of the held time, and of the lesson. */
  readonly held: string;
  readonly lesson: string;
  readonly isMoved: boolean;
  /** The lesson costs what it does where it is, and what the held time cost is the difference. */
  readonly isPriced: boolean;
}

/**
 * The difference is paid, the move is withdrawn, its time runs out and the lesson is called off at the same
 * moment. Afterwards somebody else asks for both times: the lesson has one of them or none, and never
 * both. What became of the money is judged with everything else in the end.
 *
 * @param databaseUrl of an administrator: it ends holds sooner than people wait
 */
export const endOfMove = (databaseUrl: string): RaceRow => ({
  name: 'a dearer move that is paid, withdrawn and runs out, its lesson called off',
  scenario: 'S-04, S-05',
  run: async (arena, { rivals, rounds }) => {
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    try {
      await Promise.all(arena.tutors.map(offerLonger));
      const counts = [];
      const became: Record<string, number> = {};
      const surprises: string[] = [];
      const together = Math.min(rivals, Math.floor(arena.learners.length / 2));
      for (let done = 0; done < rounds; done += together) {
        const moving = await begin(arena, pairs(arena, Math.min(together, rounds - done), done));
        const endsAt = Date.now() + LEAD_MS;
        await database.query(
          'UPDATE booking.booking SET hold_expires_at = $1 WHERE id = ANY ($2)',
          [new Date(endsAt), moving.map(({ heldId }) => heldId)],
        );
        const raced = await Promise.all(moving.map((one) => race(arena, one, endsAt)));
        const ends: Became[] = [];
        for (const one of moving) ends.push(await ended(database, one));
        const asked = await Promise.all(
          moving.map((one, index) => askForBoth(arena, one, ends[index]!)),
        );
        for (const [index, one] of ends.entries()) {
          counts.push(raced[index]!, count(asked[index]!));
          const is = kindOf(one);
          became[is] = (became[is] ?? 0) + 1;
          for (const surprise of surprisesIn(one, asked[index]!))
            surprises.push(`${is}: ${surprise}`);
        }
      }
      const total = sum(counts);
      const holds = surprises.length + total.serverErrors + total.other === 0;
      const note = Object.entries(became).map(([state, times]) => `${times} ${state}`);
      return { ...total, holds, note: [...note, ...surprises.slice(0, TOLD)].join('; ') };
    } finally {
      await database.end();
    }
  },
});

const kindOf = ({ held, lesson, isMoved }: Became): string =>
  `${lesson === 'confirmed' ? '' : 'called off, '}${isMoved ? 'moved' : held}`;

/** What is not as it has to be: the lesson has the time that it says, at its price, and no other. */
function surprisesIn(one: Became, [old, dearer]: readonly [Tried, Tried]): string[] {
  const taken = takenBy(one);
  const found = [];
  if (!one.isPriced) found.push('another price');
  if (one.isMoved !== (one.held === 'completed')) found.push(`the held time is ${one.held}`);
  if (old.status !== (taken.old ? 409 : 201)) found.push(`its first time: ${said(old)}`);
  if (dearer.status !== (taken.dearer ? 409 : 201)) found.push(`the other: ${said(dearer)}`);
  return found;
}

/** A lesson that was called off has neither time. */
const takenBy = ({ lesson, isMoved }: Became) => ({
  old: lesson === 'confirmed' && !isMoved,
  dearer: lesson === 'confirmed' && isMoved,
});

const said = ({ status, text }: Tried): string => (status === 201 ? 'booked by another' : text);

/** Who moves a lesson, each with somebody else who asks for its times afterwards. */
function pairs(arena: Arena, many: number, shift: number): [Person, Person][] {
  const others = arena.learners.slice(0, -many);
  return arena.learners
    .slice(-many)
    .map((who, index) => [who, others[(shift + index) % others.length]!]);
}

/** Each has a paid lesson of another tutor, and holds a dearer time for it: all at the same two times. */
async function begin(
  arena: Arena,
  people: readonly (readonly [Person, Person])[],
): Promise<Moving[]> {
  const tutors = arena.tutorsFor(people);
  const [first, dearer] = [arena.slot().startsAt, arena.slot().startsAt];
  return Promise.all(
    people.map(async ([who, other], index) => {
      const providerId = tutors[index]!.id;
      const lesson = await paidLesson(arena, who, { providerId, startsAt: first });
      const { heldId, tried } = await moveLonger(arena, lesson, dearer);
      if (!heldId) throw new Error(`nobody else wanted ${dearer}: ${tried.text}`);
      const order = { body: { bookingId: heldId }, intent: newIntent() };
      const intent = await eventually(() => who.api.post('/api/v1/payments/intent', order));
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId: heldId });
      return { lesson, other, to: { providerId, startsAt: dearer }, heldId, intent };
    }),
  );
}

/** Most are paid; of some the move is withdrawn, and of some the lesson is called off. */
async function race(arena: Arena, { lesson, heldId, intent }: Moving, endsAt: number) {
  const { random } = arena;
  const { who, bookingId } = lesson;
  const moment = endsAt + random() * LOOK_MS;
  const at = async <T>(work: () => Promise<T>): Promise<T> => {
    await sleep(Math.max(0, moment + (2 * random() - 1) * SPREAD_MS - Date.now()));
    return work();
  };
  const [isPaid, isWithdrawn, isCalledOff] = [random() < 0.8, random() < 0.4, random() < 0.4];
  const [, ...commands] = await Promise.all([
    isPaid && at(() => pay(arena, heldId, intent)),
    isWithdrawn ? at(() => arena.cancel(who, heldId)) : undefined,
    isCalledOff ? at(() => arena.cancel(who, bookingId)) : undefined,
  ]);
  const done = commands.filter((command) => command !== undefined);
  const won = done.filter(Boolean).length;
  return { ...NOTHING, tries: done.length, won, refused: done.length - won };
}

/** Waits until the time is not held any more. */
function ended(database: pg.Client, { lesson, to, heldId }: Moving): Promise<Became> {
  return eventually(async () => {
    const { rows } = await database.query<Became>(
      `SELECT held.state AS held, lesson.state AS lesson, lesson.starts_at = $2 AS "isMoved",
         CASE WHEN lesson.starts_at = $2 THEN lesson.ends_at = held.ends_at
             AND lesson.price_amount = held.price_amount * 3
           ELSE lesson.starts_at = $3 AND lesson.price_amount = held.price_amount * 2 END AS "isPriced"
       FROM booking.booking held JOIN booking.booking lesson ON lesson.id = held.moves_id
       WHERE held.id = $1`,
      [heldId, to.startsAt, lesson.startsAt],
    );
    const [became] = rows;
    if (became!.held === 'pending') throw new Error('a held time did not end');
    return became!;
  }, END_MS);
}

/** An hour at the time that the lesson had, and one at the time that was held for it. */
async function askForBoth(
  arena: Arena,
  { lesson, other: who, to }: Moving,
  became: Became,
): Promise<readonly [Tried, Tried]> {
  const taken = takenBy(became);
  const ask = async ({ providerId, startsAt }: Slot, isTaken: boolean) => {
    const until = Date.now() + OFFERED_WITHIN_MS;
    for (;;) {
      const tried = await arena.book(who, { providerId, startsAt });
      if (tried.bookingId) await arena.cancel(who, tried.bookingId);
      // Nobody gets a taken time, not for a moment; a free one is offered as soon as the news has come.
      if (tried.bookingId || isTaken || Date.now() > until) return tried;
      await sleep(ASK_EVERY_MS);
    }
  };
  return [await ask(lesson, taken.old), await ask(to, taken.dearer)];
}
