import type { BookingState } from '@edu/contracts-booking';
import { LIVE_STATES } from '@edu/contracts-booking';
import { MAX_HOLDS, MAX_HOLDS_OF_PROVIDER } from '../booking/booking.domain.ts';

/** Half hours between two lessons of an hour: of a learner, and of a provider who needs a pause. */
const LEARNER_GAP = 2;
const PROVIDER_GAP = 3;

/** What somebody does. People, starts and lessons have small numbers, so that they meet often. */
export type Command =
  | {
      readonly is: 'book';
      readonly learner: number;
      readonly provider: number;
      readonly start: number;
    }
  | { readonly is: 'pay'; readonly lesson: number }
  | { readonly is: 'cancel'; readonly lesson: number; readonly by: 'learner' | 'provider' }
  | { readonly is: 'expire'; readonly lesson: number }
  /** All of its money went back. */
  | { readonly is: 'giveBack'; readonly lesson: number };

export interface Lesson {
  readonly learner: number;
  readonly provider: number;
  readonly start: number;
  readonly state: BookingState;
  readonly isPaid: boolean;
}

/** What booking is to know: lessons in the order in which they were booked, and money to send back. */
export interface Model {
  readonly lessons: readonly Lesson[];
  /** Why, in order, by lesson: of money that it owes. */
  readonly refunds: readonly (readonly string[])[];
}

export const EMPTY: Model = { lessons: [], refunds: [] };

/** @returns what is so afterwards, and what was answered */
export function apply(model: Model, command: Command): { next: Model; outcome: string } {
  if (command.is === 'book') return book(model, command);
  const lesson = model.lessons[command.lesson];
  if (!lesson) return { next: model, outcome: 'nothing' };
  const becomes = (change: Partial<Lesson>, refund?: string) => ({
    next: {
      lessons: model.lessons.with(command.lesson, { ...lesson, ...change }),
      refunds: refund
        ? model.refunds.with(command.lesson, [...model.refunds[command.lesson]!, refund])
        : model.refunds,
    },
    outcome: 'done',
  });
  const sendBack = (why: string) => ({ ...becomes({}, why), outcome: why });
  const { state, isPaid } = lesson;
  switch (command.is) {
    case 'pay':
      if (isPaid) return sendBack('already_paid');
      if (state === 'pending') return becomes({ state: 'confirmed', isPaid: true });
      if (state === 'expired' && isFree(model, lesson)) {
        return becomes({ state: 'confirmed', isPaid: true });
      }
      return sendBack('slot_gone');
    case 'cancel':
      if (state === 'pending') return becomes({ state: 'canceled' });
      if (state === 'confirmed') return becomes({ state: 'canceled' }, 'canceled');
      return { next: model, outcome: 'illegal_transition' };
    case 'expire':
      return becomes(state === 'pending' ? { state: 'expired' } : {});
    case 'giveBack': {
      const isOver = isPaid && (state === 'confirmed' || state === 'canceled');
      return becomes(isOver ? { state: 'refunded' } : {});
    }
  }
}

function book(model: Model, { learner, provider, start }: Extract<Command, { is: 'book' }>) {
  const wanted: Lesson = { learner, provider, start, state: 'pending', isPaid: false };
  const refused = refusalOf(model, wanted);
  if (refused) return { next: model, outcome: refused };
  const next = { lessons: [...model.lessons, wanted], refunds: [...model.refunds, []] };
  return { next, outcome: 'created' };
}

function refusalOf({ lessons }: Model, wanted: Lesson): string | undefined {
  const { learner, provider } = wanted;
  const mine = lessons.filter((one) => one.learner === learner);
  if (lessons.some((one) => one.provider === provider && isClose(one, wanted, PROVIDER_GAP))) {
    return 'slot_taken';
  }
  if (mine.some((one) => isClose(one, wanted, LEARNER_GAP))) return 'learner_busy';
  if (mine.filter(({ state }) => state === 'pending').length >= MAX_HOLDS) return 'too_many_holds';
  // Those that ended a moment ago count, and nothing here was long ago.
  const unpaid = mine.filter((one) => one.provider === provider && !one.isPaid);
  return unpaid.length >= MAX_HOLDS_OF_PROVIDER ? 'too_many_holds_of_provider' : undefined;
}

/** Whether a lesson that gave its time back could have it again. */
function isFree({ lessons }: Model, wanted: Lesson): boolean {
  return !lessons.some(
    (one) =>
      (one.provider === wanted.provider && isClose(one, wanted, PROVIDER_GAP)) ||
      (one.learner === wanted.learner && isClose(one, wanted, LEARNER_GAP)),
  );
}

const LIVE: ReadonlySet<string> = new Set(LIVE_STATES);
const isClose = (one: Lesson, wanted: Lesson, gap: number) =>
  LIVE.has(one.state) && Math.abs(one.start - wanted.start) < gap;
