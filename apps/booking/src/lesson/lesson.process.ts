import { split } from '@edu/contract-kit';
import { CHOOSE_HOURS } from '@edu/contracts-booking';
import { defineProcess, type Outcome } from '@edu/process';
import { z } from 'zod';
import {
  earned,
  earnings,
  LessonMoney,
  order,
  paidMore,
  wentBack,
  type Share,
} from './lesson.money.ts';

export { earned };

const HOUR = 3_600_000;
/**
 * Minutes after an online lesson that its outcome waits for what the classroom proves, which comes
 * within one as a rule. Without it the lesson is complete.
 */
export const EVIDENCE_MIN = 15;

/** Whether somebody was in the lesson; only evidence makes anybody absent. */
const Presence = z.enum(['present', 'absent', 'unknown']);
export type Presence = z.infer<typeof Presence>;

export const LessonData = z.object({
  ...LessonMoney.shape,
  /** How long after the lesson its outcome may be disputed, as it was when it was paid. */
  disputeHours: z.number(),
  learner: Presence,
  provider: Presence,
  /** A seat of a group lesson: the others were there too, so it has no other time. */
  isSeat: z.boolean().optional(),
});
export type LessonData = z.infer<typeof LessonData>;

export type Absent = 'learner' | 'provider' | 'both';

/** The reasons of the history for a lesson that was missed. */
export const ABSENCE: Readonly<Record<Absent, string>> = {
  learner: 'learner absent',
  provider: 'provider absent',
  both: 'both absent',
};

/** Why the process itself orders that money goes back, beside an absence. */
type RefundReason = 'canceled' | 'disputed' | 'rescheduled' | 'no_show';

export interface LessonTypes {
  state:
    /** Paid; due when the lesson is over and its evidence should have come. */
    | 'scheduled'
    /** Over, with money for the provider; due when nobody can dispute it any more. */
    | 'disputable'
    /** The provider was absent; due when the learner has chosen neither a new time nor the money. */
    | 'choosing'
    /** A side objected: support decides whose the money is. */
    | 'disputed'
    /** The provider has earned the money. */
    | 'settled'
    /** Over, and nothing is left for the provider. */
    | 'closed';
  data: LessonData;
  facts: {
    /** Evidence from the classroom; of a lesson that is over there will be no other. */
    attended: {
      readonly learner: Presence;
      readonly provider: Presence;
      readonly isOver: boolean;
    };
    /** It is at another time, which may cost less, or more that was paid. */
    moved: { readonly dueAt: Date; readonly refund: number; readonly paid?: Required<Share> };
    canceled: { readonly refund: number };
    /** Who waited for an absent provider wants the money back. */
    refund_chosen: object;
    /** One side objects to the outcome. */
    contested: object;
    /** Support says how much of what is left goes back, in percent. */
    decided: { readonly refundPct: number };
    /** Money went back. */
    refunded: {
      readonly amount: number;
      /** The booking of the difference that went back; none where it was not one. */
      readonly bookingId?: string;
    };
  };
  effect:
    | { readonly kind: 'complete' }
    | {
        readonly kind: 'no_show';
        readonly absent: Absent;
        /** Until when the learner may choose a new time instead. */
        readonly chooseUntil?: Date;
      }
    | ({ readonly kind: 'refund'; readonly reason: RefundReason } & Share)
    | ({ readonly kind: 'pay_provider' } & Share);
}
type Step = Outcome<LessonTypes>;

/** A paid booking from its payment until its money is the provider's, or nobody's any more. */
export const lessonProcess = defineProcess<LessonTypes>({
  name: 'lesson',
  initial: 'scheduled',
  data: LessonData,
  states: {
    scheduled: {
      due: { to: ['disputable', 'choosing', 'closed'], step: end },
      on: {
        attended: {
          to: ['scheduled', 'disputable', 'choosing', 'closed'],
          step: (data, { isOver, ...presence }, now) => {
            const known = { ...data, ...presence };
            return isOver ? end(known, now) : { state: 'scheduled', data: known };
          },
        },
        moved: {
          to: ['scheduled'],
          step: move,
        },
        canceled: {
          to: ['disputable', 'closed'],
          step: (data, { refund }, now) => {
            const { data: left, effects } = orderRefund(data, refund, 'canceled');
            return { ...over(left, now), effects };
          },
        },
        refunded: { to: ['scheduled'], step: (data, fact) => moneyBack('scheduled', data, fact) },
      },
    },
    disputable: {
      due: {
        to: ['settled'],
        step: (data) => ({
          state: 'settled',
          effects: payProvider(data),
        }),
      },
      on: {
        contested: { to: ['disputed'], step: () => ({ state: 'disputed' }) },
        refunded: {
          to: ['disputable', 'closed'],
          step: (data, fact) => {
            const step = moneyBack('disputable', data, fact);
            return earned(step.data) > 0 ? step : { ...step, state: 'closed' };
          },
        },
      },
    },
    choosing: {
      due: { to: ['closed'], step: giveAllBack },
      on: {
        moved: { to: ['scheduled'], step: move },
        refund_chosen: { to: ['closed'], step: giveAllBack },
        contested: { to: ['disputed'], step: () => ({ state: 'disputed' }) },
        refunded: {
          to: ['choosing', 'closed'],
          step: (data, fact) => {
            const step = moneyBack('choosing', data, fact);
            return earned(step.data) > 0 ? step : { ...step, state: 'closed' };
          },
        },
      },
    },
    disputed: {
      on: {
        decided: { to: ['settled', 'closed'], step: decide },
        refunded: {
          to: ['disputed'],
          step: (data, fact) => moneyBack('disputed', data, fact),
        },
      },
    },
    settled: {
      on: { refunded: { to: ['settled'], step: (data, fact) => moneyBack('settled', data, fact) } },
    },
    closed: {
      on: { refunded: { to: ['closed'], step: (data, fact) => moneyBack('closed', data, fact) } },
    },
  },
});

/** When a lesson goes on by itself: nobody watches one that takes place in person. */
export function dueAtOf({ mode, endsAt }: { readonly mode: string; readonly endsAt: Date }): Date {
  return mode === 'online' ? new Date(endsAt.getTime() + EVIDENCE_MIN * 60_000) : endsAt;
}

/** Who is proven absent. What is not known is held against nobody: a lost message is no no-show. */
export function absentOf({ learner, provider }: LessonData): Absent | undefined {
  if (learner === 'absent' && provider === 'absent') return 'both';
  if (provider === 'absent') return 'provider';
  return learner === 'absent' ? 'learner' : undefined;
}

/**
 * The lesson's time is over. Who waited for an absent provider chooses a new time or the money; where
 * there is no other time, everything goes back.
 */
function end(data: LessonData, now: Date): Step {
  const absent = absentOf(data);
  if (!absent) return { ...over(data, now), effects: [{ kind: 'complete' }] };
  if (absent === 'provider' && !data.isSeat && earned(data) > 0) {
    const dueAt = new Date(now.getTime() + CHOOSE_HOURS * HOUR);
    const effect = { kind: 'no_show', absent, chooseUntil: dueAt } as const;
    return { state: 'choosing', data, dueAt, effects: [effect] };
  }
  const ordered = orderRefund(data, absent === 'learner' ? 0 : earned(data), 'no_show');
  return {
    ...over(ordered.data, now),
    effects: [{ kind: 'no_show', absent }, ...ordered.effects],
  };
}

/** It is at another time: who was in the classroom before says nothing about that one. */
function move(data: LessonData, { dueAt, refund, paid }: LessonTypes['facts']['moved']) {
  const ordered = orderRefund(paid ? paidMore(data, paid) : data, refund, 'rescheduled');
  const known = { learner: 'unknown', provider: 'unknown' } as const;
  const moved = { ...ordered.data, ...known };
  return { ...ordered, state: 'scheduled', data: moved, dueAt } as const;
}

/** The learner wants no other time, or has chosen none. */
function giveAllBack(data: LessonData) {
  return { ...orderRefund(data, earned(data), 'no_show'), state: 'closed' } as const;
}

/** The decision divides what is left; what went back without an order stays where it is. */
function decide(data: LessonData, { refundPct }: LessonTypes['facts']['decided']): Step {
  const left = earned(data);
  const [back, kept] = split(BigInt(left), [refundPct, 100 - refundPct]).map(Number);
  const refund = orderRefund(data, back!, 'disputed');
  return {
    state: kept! > 0 ? 'settled' : 'closed',
    data: refund.data,
    effects: [...refund.effects, ...payProvider(refund.data)],
  };
}

/** No lesson any more; what it earned stays open to disputes for a while. */
function over(data: LessonData, now: Date): Step {
  if (earned(data) === 0) return { state: 'closed', data };
  const dueAt = new Date(now.getTime() + data.disputeHours * HOUR);
  return { state: 'disputable', data, dueAt };
}

function orderRefund(money: LessonData, wish: number, reason: RefundReason) {
  const { data, shares } = order(money, wish);
  return { data, effects: shares.map((share) => ({ kind: 'refund', reason, ...share }) as const) };
}

const payProvider = (data: LessonData) =>
  earnings(data).map((share) => ({ kind: 'pay_provider', ...share }) as const);

function moneyBack<S extends LessonTypes['state']>(
  state: S,
  data: LessonData,
  { amount, bookingId }: LessonTypes['facts']['refunded'],
) {
  return { state, data: wentBack(data, amount, bookingId) };
}
