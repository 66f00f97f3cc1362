import type { BookingState } from '@edu/contracts-booking';
import { LIVE_STATES, MAX_RESCHEDULES } from '@edu/contracts-booking';
import { MAX_HOLDS, MAX_HOLDS_OF_PROVIDER } from '../booking/booking.domain.ts';

/** Half hours between two lessons of an hour: of a learner, and of a provider who needs a pause. */
const LEARNER_GAP = 2;
const PROVIDER_GAP = 3;
/** Lessons cost more in the evening, and more still at night. */
const PRICES = [5_000, 6_000, 7_500];
const STARTS_PER_PRICE = 3;

/** What a lesson costs at a start, in minor units. */
export const priceAt = (start: number): number =>
  PRICES[Math.min(Math.floor(start / STARTS_PER_PRICE), PRICES.length - 1)]!;

/** What somebody does. People, starts and lessons have small numbers, so that they meet often. */
export type Command =
  | {
      readonly is: 'book';
      readonly learner: number;
      readonly provider: number;
      readonly start: number;
    }
  /** The lesson, or what it costs more at the time that is held for it. */
  | { readonly is: 'pay'; readonly lesson: number }
  /** Of a time that is held for a lesson: the move is withdrawn. */
  | { readonly is: 'cancel'; readonly lesson: number; readonly by: 'learner' | 'provider' }
  | { readonly is: 'expire'; readonly lesson: number }
  /** At once to a time that costs no more; else that one is held. */
  | { readonly is: 'move'; readonly lesson: number; readonly start: number }
  /** All of its money went back. */
  | { readonly is: 'giveBack'; readonly lesson: number };

export interface Lesson {
  readonly learner: number;
  readonly provider: number;
  readonly start: number;
  readonly state: BookingState;
  readonly isPaid: boolean;
  readonly price: number;
  /** The place of the lesson that this time is held for, which has its payments. */
  readonly moves?: number;
  /** How often it moved. */
  readonly moved: number;
  /** Which confirmed it, and those of differences, the latest last. */
  readonly payments: readonly Payment[];
}

interface Payment {
  /** The place of what was paid: the lesson, or a time that was held for it. */
  readonly of: number;
  readonly amount: number;
  /** What booking has said is to go back. */
  readonly owed: number;
  /** What went back, whether it was owed or not. */
  readonly gone: number;
}

/** What booking is to know: lessons and held times in the order in which they were booked, and money to send back. */
export interface Model {
  readonly lessons: readonly Lesson[];
  /** Why, in order, by lesson, and how much of what it had taken: of money that it owes. */
  readonly refunds: readonly (readonly string[])[];
}

export const EMPTY: Model = { lessons: [], refunds: [] };

interface Applied {
  readonly next: Model;
  readonly outcome: string;
}

/** @returns what is so afterwards, and what was answered */
export function apply(model: Model, command: Command): Applied {
  if (command.is === 'book') return book(model, command);
  const { lesson: place } = command;
  const lesson = model.lessons[place];
  if (!lesson) return { next: model, outcome: 'nothing' };
  switch (command.is) {
    case 'pay':
      return pay(model, place, lesson);
    case 'move':
      return move(model, place, command.start);
    case 'cancel':
      if (lesson.state === 'pending') return done(change(model, place, { state: 'canceled' }));
      if (lesson.state === 'confirmed') return done(callOff(model, place, lesson.price));
      return { next: model, outcome: 'illegal_transition' };
    case 'expire':
      return done(lesson.state === 'pending' ? change(model, place, { state: 'expired' }) : model);
    case 'giveBack':
      return done(lesson.isPaid ? giveBack(model, lesson.moves ?? place, place) : model);
  }
}

const done = (next: Model): Applied => ({ next, outcome: 'done' });

function book(model: Model, { learner, provider, start }: Extract<Command, { is: 'book' }>) {
  const wanted = { learner, provider, start, price: priceAt(start) };
  const refused = obstacleTo(model, wanted) ?? tooMany(model, wanted);
  return refused
    ? { next: model, outcome: refused }
    : { next: add(model, wanted), outcome: 'created' };
}

function pay(model: Model, place: number, paid: Lesson): Applied {
  const { state, isPaid, price, moves } = paid;
  const sendBack = (why: string) => ({ next: owe(model, place, why), outcome: why });
  if (isPaid) return sendBack('already_paid');
  const payment: Payment = { of: place, amount: price, owed: 0, gone: 0 };
  if (moves === undefined) {
    const isTaken = state === 'pending' || (state === 'expired' && !obstacleTo(model, paid));
    const confirmed = { state: 'confirmed', isPaid: true, payments: [payment] } as const;
    return isTaken ? done(change(model, place, confirmed)) : sendBack('slot_gone');
  }
  const lesson = model.lessons[moves]!;
  if (state !== 'pending' || lesson.state !== 'confirmed') return sendBack('slot_gone');
  const settled = change(model, place, { state: 'completed', isPaid: true });
  const next = change(settled, moves, {
    ...{ start: paid.start, price: lesson.price + price, moved: lesson.moved + 1 },
    payments: [...lesson.payments, payment],
  });
  return { next, outcome: 'settled' };
}

function move(model: Model, place: number, start: number): Applied {
  const lesson = model.lessons[place]!;
  const refuse = (outcome: string) => ({ next: model, outcome });
  if (lesson.state !== 'confirmed') return refuse('illegal_transition');
  if (lesson.moved >= MAX_RESCHEDULES) return refuse('too_many_reschedules');
  if (lesson.start === start) return refuse('same_time');
  const { learner, provider } = lesson;
  const [more, wanted] = [priceAt(start) - lesson.price, { learner, provider, start }];
  const isHeld = model.lessons.some(({ moves, state }) => moves === place && state === 'pending');
  if (more > 0 && isHeld) return refuse('move_pending');
  const obstacle = obstacleTo(model, wanted, place) ?? (more > 0 && tooMany(model, wanted));
  if (obstacle) return refuse(obstacle);
  if (more > 0)
    return { next: add(model, { ...wanted, price: more, moves: place }), outcome: 'held' };
  const moved = { start, price: lesson.price + more, moved: lesson.moved + 1 };
  const next = change(letGo(model, place), place, moved);
  return { next: orderBack(next, place, -more, 'rescheduled'), outcome: 'moved' };
}

/** A payment went back whole. Unless all of it was owed, the lesson is over, and the others follow. */
function giveBack(before: Model, place: number, of: number): Model {
  const payments = before.lessons[place]!.payments.map((one) =>
    one.of === of ? { ...one, gone: one.gone + one.amount } : one,
  );
  const model = change(before, place, { payments });
  const { state } = model.lessons[place]!;
  const isAsked = payments.some((one) => one.of === of && of !== place && one.gone <= one.owed);
  if (state === 'canceled') return change(model, place, { state: 'refunded' });
  if (state !== 'confirmed' || isAsked) return model;
  return change(callOff(model, place, Infinity), place, { state: 'refunded' });
}

function callOff(model: Model, place: number, refund: number): Model {
  const canceled = change(letGo(model, place), place, { state: 'canceled' });
  return orderBack(canceled, place, refund, 'canceled');
}

/** The time that is held for a lesson is held no more. */
function letGo({ lessons, ...model }: Model, place: number): Model {
  const isOver = ({ moves, state }: Lesson) => moves === place && state === 'pending';
  return {
    ...model,
    lessons: lessons.map((one) => (isOver(one) ? { ...one, state: 'canceled' } : one)),
  };
}

/** Of the latest payment first, and of none more than is left of it. */
function orderBack(model: Model, place: number, wish: number, why: string): Model {
  let [next, rest] = [model, wish];
  const payments = model.lessons[place]!.payments.toReversed().map((one) => {
    const before = Math.max(one.owed, one.gone);
    const amount = Math.min(rest, one.amount - before);
    if (amount <= 0) return one;
    rest -= amount;
    next = owe(next, one.of, `${why} ${amount}`);
    return { ...one, owed: before + amount };
  });
  return change(next, place, { payments: payments.reverse() });
}

const change = (model: Model, place: number, to: Partial<Lesson>): Model => ({
  ...model,
  lessons: model.lessons.with(place, { ...model.lessons[place]!, ...to }),
});

const owe = (model: Model, place: number, why: string): Model => ({
  ...model,
  refunds: model.refunds.with(place, [...model.refunds[place]!, why]),
});

type Wanted = Pick<Lesson, 'learner' | 'provider' | 'start'>;

function add(model: Model, wanted: Wanted & Pick<Lesson, 'price' | 'moves'>): Model {
  const lesson = { ...wanted, state: 'pending', isPaid: false, moved: 0, payments: [] } as const;
  return { lessons: [...model.lessons, lesson], refunds: [...model.refunds, []] };
}

/** What is in the way of a time, other than the lesson that is to have it, and a time that is held for that. */
function obstacleTo({ lessons }: Model, wanted: Wanted, except = -1): string | undefined {
  const others = lessons.filter(({ moves }, place) => place !== except && moves !== except);
  const { learner, provider } = wanted;
  if (others.some((one) => one.provider === provider && isClose(one, wanted, PROVIDER_GAP))) {
    return 'slot_taken';
  }
  const mine = others.filter((one) => one.learner === learner);
  return mine.some((one) => isClose(one, wanted, LEARNER_GAP)) ? 'learner_busy' : undefined;
}

function tooMany({ lessons }: Model, { learner, provider }: Wanted): string | undefined {
  const mine = lessons.filter((one) => one.learner === learner);
  if (mine.filter(({ state }) => state === 'pending').length >= MAX_HOLDS) return 'too_many_holds';
  // Those that ended a moment ago count, and nothing here was long ago.
  const unpaid = mine.filter((one) => one.provider === provider && !one.isPaid);
  return unpaid.length >= MAX_HOLDS_OF_PROVIDER ? 'too_many_holds_of_provider' : undefined;
}

const LIVE: ReadonlySet<string> = new Set(LIVE_STATES);
const isClose = (one: Lesson, wanted: Wanted, gap: number) =>
  LIVE.has(one.state) && Math.abs(one.start - wanted.start) < gap;
