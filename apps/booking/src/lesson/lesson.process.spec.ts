import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepOn, stepWhenDue, type ProcessState } from '@edu/process';
import {
  absentOf,
  earned,
  lessonProcess,
  type LessonData,
  type LessonTypes,
  type Presence,
} from './lesson.process.ts';

type Lesson = ProcessState<LessonTypes>;
const now = new Date('2026-11-26T11:00:00Z');
const inTwoDays = new Date('2026-11-28T11:00:00Z');
const inThreeDays = new Date('2026-11-29T11:00:00Z');
const paid: LessonData = {
  ...{ paid: 5_000, refundOrdered: 0, refunded: 0, disputeHours: 48 },
  ...{ learner: 'unknown', provider: 'unknown' },
};
const scheduled = (data: Partial<LessonData> = {}): Lesson => ({
  state: 'scheduled',
  data: { ...paid, ...data },
});
const disputable = (data: Partial<LessonData> = {}): Lesson => ({
  ...scheduled(data),
  state: 'disputable',
});
const absentProvider = (data: Partial<LessonData> = {}) =>
  scheduled({ learner: 'present', provider: 'absent', ...data });
const choosing = (data: Partial<LessonData> = {}): Lesson => ({
  ...absentProvider(data),
  state: 'choosing',
});
const due = (lesson: Lesson) => stepWhenDue(lessonProcess, lesson, now);

describe('when its time is over', () => {
  it.each<[Presence, Presence]>([
    ['unknown', 'unknown'],
    ['present', 'unknown'],
    ['unknown', 'present'],
    ['present', 'present'],
  ])('a lesson of a learner %s and a provider %s is complete', (learner, provider) => {
    expect(due(scheduled({ learner, provider }))).toMatchObject({
      state: 'disputable',
      dueAt: inTwoDays,
      effects: [{ kind: 'complete' }],
    });
  });

  it('lets the learner choose for 72 hours when the provider was absent', () => {
    expect(due(absentProvider())).toEqual({
      state: 'choosing',
      data: absentProvider().data,
      dueAt: inThreeDays,
      effects: [{ kind: 'no_show', absent: 'provider', chooseUntil: inThreeDays }],
    });
  });

  it('refunds the learner whole where there is no other time, or nobody to choose', () => {
    expect(due(absentProvider({ isSeat: true }))).toMatchObject({
      state: 'closed',
      effects: [
        { kind: 'no_show', absent: 'provider' },
        { kind: 'refund', amount: 5_000, reason: 'no_show' },
      ],
    });
    expect(due(scheduled({ learner: 'absent', provider: 'absent' }))).toMatchObject({
      state: 'closed',
      effects: [
        { kind: 'no_show', absent: 'both' },
        { kind: 'refund', amount: 5_000, reason: 'no_show' },
      ],
    });
  });

  it('pays the provider when the learner was absent', () => {
    expect(due(scheduled({ learner: 'absent' }))).toMatchObject({
      state: 'disputable',
      effects: [{ kind: 'no_show', absent: 'learner' }],
    });
  });

  it('gives what is left back when nobody has chosen', () => {
    expect(due(choosing({ refunded: 1_000 }))).toMatchObject({
      state: 'closed',
      data: { refundOrdered: 5_000 },
      effects: [{ kind: 'refund', amount: 4_000, reason: 'no_show' }],
    });
  });

  it('gives the provider what was paid less what went back, after the disputes', () => {
    expect(due(disputable())).toEqual({
      state: 'settled',
      effects: [{ kind: 'pay_provider', amount: 5_000 }],
    });
    expect(due(disputable({ refunded: 1_000 }))).toMatchObject({
      effects: [{ kind: 'pay_provider', amount: 4_000 }],
    });
  });
});

describe('facts', () => {
  const stepOf = <F extends keyof LessonTypes['facts']>(
    lesson: Lesson,
    fact: F,
    value: LessonTypes['facts'][F],
  ) => stepOn(lessonProcess, lesson, { fact, value, now });

  it.each([
    [5_000, 'closed', undefined],
    [2_500, 'disputable', inTwoDays],
    [0, 'disputable', inTwoDays],
  ])('a cancellation that gives %i back leaves it %s', (refund, state, dueAt) => {
    const step = stepOf(scheduled(), 'canceled', { refund });
    expect(step.state).toBe(state);
    expect(step.dueAt).toEqual(dueAt);
    expect(earned(step.data!)).toBe(5_000 - refund);
  });

  it.each([
    ['canceled', { refund: 2_500 }],
    ['moved', { refund: 2_500, dueAt: inTwoDays }],
  ] as const)('orders, when %s, beside what went back without an order', (fact, value) => {
    const step = stepOf(scheduled({ refunded: 1_000 }), fact, value);
    expect(step.effects).toMatchObject([{ kind: 'refund', amount: 2_500 }]);
    expect(earned(step.data!)).toBe(1_500);
  });

  it('a learner who chooses the money gets all that is left', () => {
    const step = stepOf(choosing({ refundOrdered: 1_000 }), 'refund_chosen', {});
    expect(step.state).toBe('closed');
    expect(step.effects).toEqual([{ kind: 'refund', amount: 4_000, reason: 'no_show' }]);
    expect(earned(step.data!)).toBe(0);
  });

  it('a learner who chooses another time has a lesson of which nothing is known yet', () => {
    const step = stepOf(choosing(), 'moved', { dueAt: inThreeDays, refund: 1_500 });
    expect(step).toMatchObject({
      ...{ state: 'scheduled', dueAt: inThreeDays },
      data: { learner: 'unknown', provider: 'unknown', refundOrdered: 1_500 },
      effects: [{ kind: 'refund', amount: 1_500, reason: 'rescheduled' }],
    });
  });

  it('a provider who objects ends the choice, and money that went back already does too', () => {
    expect(stepOf(choosing(), 'contested', {}).state).toBe('disputed');
    expect(stepOf(choosing(), 'refunded', { amount: 1_000 }).state).toBe('choosing');
    expect(stepOf(choosing(), 'refunded', { amount: 5_000 })).toMatchObject({ state: 'closed' });
  });

  it('never orders more than is left', () => {
    const step = stepOf(scheduled({ refunded: 1_000 }), 'canceled', { refund: 5_000 });
    expect(step).toMatchObject({ state: 'closed', effects: [{ kind: 'refund', amount: 4_000 }] });
  });

  it('counts a refund that was ordered once, when it is made', () => {
    const half = disputable({ refundOrdered: 2_500 });
    const step = stepOf(half, 'refunded', { amount: 2_500 });
    expect(earned(step.data!)).toBe(2_500);
    expect(step.state).toBe('disputable');
  });

  it('closes when all the money went back', () => {
    expect(stepOf(disputable(), 'refunded', { amount: 5_000 }).state).toBe('closed');
  });

  it('stores attendance before the end, and ends the lesson with what is known after it', () => {
    const evidence = { learner: 'present', provider: 'absent' } as const;
    const early = stepOf(scheduled(), 'attended', { ...evidence, isOver: false });
    expect(early).toMatchObject({ state: 'scheduled' });
    expect(absentOf(early.data!)).toBe('provider');
    expect(stepOf(scheduled(), 'attended', { ...evidence, isOver: true })).toMatchObject({
      state: 'choosing',
      effects: [{ kind: 'no_show', absent: 'provider', chooseUntil: inThreeDays }],
    });
  });

  it.each(['present', 'unknown'] as const)('completes a lesson of two %s', (both) => {
    const value = { learner: both, provider: both, isOver: true };
    expect(stepOf(scheduled(), 'attended', value)).toMatchObject({
      state: 'disputable',
      effects: [{ kind: 'complete' }],
    });
  });
});

it('never pays out and refunds more than was paid, over any sequence of facts', () => {
  type Happening =
    | { readonly due: true }
    | {
        readonly [F in keyof LessonTypes['facts']]: { fact: F; value: LessonTypes['facts'][F] };
      }[keyof LessonTypes['facts']];
  const presence = fc.constantFrom<Presence[]>('present', 'absent', 'unknown');
  const amount = fc.integer({ min: 0, max: 5_000 });
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.constant({ due: true } as const),
    fc.record({
      fact: fc.constant('attended' as const),
      value: fc.record({
        learner: presence,
        provider: presence,
        isOver: fc.boolean(),
      }),
    }),
    fc.constant({ fact: 'contested', value: {} } as const),
    fc.constant({ fact: 'refund_chosen', value: {} } as const),
    fc.record({
      fact: fc.constant('decided' as const),
      value: fc.record({ refundPct: fc.integer({ min: 0, max: 100 }) }),
    }),
    fc.record({
      fact: fc.constant('canceled' as const),
      value: fc.record({ refund: amount }),
    }),
    fc.record({
      fact: fc.constant('moved' as const),
      value: fc.record({ refund: amount, dueAt: fc.constant(inTwoDays) }),
    }),
    fc.record({
      fact: fc.constant('refunded' as const),
      value: fc.record({ amount }),
    }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), (happenings) => {
      let lesson = scheduled();
      let paidOut = 0;
      let ordered = 0;
      let ended = 0;
      for (const next of happenings) {
        const moves = lessonProcess.states[lesson.state];
        if ('due' in next ? !moves.due : !moves.on?.[next.fact]) continue;
        const step =
          'due' in next
            ? due(lesson)
            : stepOn(lessonProcess, lesson, { ...next, now } as Parameters<typeof stepOn>[2]);
        for (const effect of step.effects ?? []) {
          if (effect.kind === 'pay_provider') paidOut += effect.amount;
          else if (effect.kind === 'refund') ordered += effect.amount;
          else ended++;
        }
        // It is to take place at another time, and can be missed again.
        if (lesson.state === 'choosing' && step.state === 'scheduled') ended = 0;
        lesson = { state: step.state, data: step.data ?? lesson.data };
      }
      expect(paidOut + ordered).toBeLessThanOrEqual(5_000);
      expect(ended).toBeLessThanOrEqual(1);
      if (lesson.state === 'closed') expect(paidOut).toBe(0);
    }),
  );
});
