import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { findingsOf, staysOf, type RoomEvent, type RoomLog } from './attendance.domain.ts';

const [AWA, MOUSSA] = [newId(), newId()]; // teaches, learns
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 10, 0) + minute * 60_000);
const lesson = { startsAt: at(0), endsAt: at(60) };
const AFTER = at(61);

type Event = Extract<RoomEvent, { sid: string }>;
const of = (userId: string, sid: string, joined: number) => ({ userId, sid, joinedAt: at(joined) });
const joined = (userId: string, sid: string, minute: number): Event => ({
  ...{ kind: 'joined', at: at(minute) },
  ...of(userId, sid, minute),
});
const left = (userId: string, sid: string, from: number, minute: number): Event => ({
  ...{ kind: 'left', at: at(minute) },
  ...of(userId, sid, from),
});
const stay = (userId: string, sid: string, from: number, until: number) => [
  joined(userId, sid, from),
  left(userId, sid, from, until),
];
const finished = (minute: number): RoomEvent => ({ kind: 'finished', at: at(minute) });
const listed = (minute: number): RoomEvent => ({ kind: 'listed', at: at(minute) });
const log = (events: RoomEvent[], tokens: RoomLog['tokens'] = []): RoomLog => ({
  ...{ lesson, providerId: AWA, events, tokens, mode: 'online', checkedInAt: null },
});
const asked = (userId: string, minute: number) => ({ userId, issuedAt: at(minute) });
const found = (events: RoomEvent[], tokens?: RoomLog['tokens'], now = AFTER) => {
  const { learner, provider } = findingsOf(log(events, tokens), now);
  return {
    learner: `${learner.presence} ${learner.ground} ${learner.minutes}`,
    provider: `${provider.presence} ${provider.ground} ${provider.minutes}`,
  };
};

describe('who was there', () => {
  it('is who was in the room for five minutes, or as the lesson began', () => {
    const events = [...stay(AWA, 'a', -3, 1), ...stay(MOUSSA, 'm', 20, 25)];
    expect(found(events)).toEqual({
      learner: 'present long_enough 5',
      provider: 'present at_the_start 1',
    });
  });

  it('counts stays at the same time once, and none of them outside of the lesson', () => {
    const events = [
      ...stay(AWA, 'a', -10, 10),
      ...stay(AWA, 'b', 5, 12),
      ...stay(AWA, 'c', 58, 70),
    ];
    expect(found(events).provider).toBe('present long_enough 14');
  });

  it('is not decided by an earlier stay that is reported to have ended after the return', () => {
    const events = [joined(AWA, 'a', 0), joined(AWA, 'b', 10), left(AWA, 'a', 0, 9)];
    expect(staysOf(log([...events, left(AWA, 'b', 10, 60)]))).toMatchObject([
      { from: at(0), until: at(9), left: true },
      { from: at(10), until: at(60), left: true },
    ]);
  });

  it('at the same time as another has its place in the list, whichever was reported first', () => {
    const both = [stay(AWA, 'a', 0, 9), stay(MOUSSA, 'm', 0, 9)];
    expect(staysOf(log(both.flat()))).toEqual(staysOf(log(both.toReversed().flat())));
  });

  it('is known by the last sign of somebody whose leaving was not reported', () => {
    const seen: Event = { kind: 'seen', at: at(40), ...of(AWA, 'a', 0) };
    expect(staysOf(log([joined(AWA, 'a', 0), seen]))).toMatchObject([
      { until: at(40), left: false },
    ]);
  });
});

describe('an absence', () => {
  const waited = [...stay(MOUSSA, 'm', 0, 20), finished(30)];

  it('is proven when one side waited, and the other never asked to enter', () => {
    expect(found(waited, [asked(MOUSSA, 0)])).toEqual({
      learner: 'present long_enough 20',
      provider: 'absent never_came 0',
    });
    expect(found([...stay(AWA, 'a', 0, 20), listed(61)]).learner).toBe('absent never_came 0');
  });

  it.each<[string, RoomEvent[], RoomLog['tokens'], Date]>([
    ['asked to enter', waited, [asked(AWA, 10)], AFTER],
    ['was in the room, if only for a moment', [...waited, ...stay(AWA, 'a', 40, 41)], [], AFTER],
    ['was seen once', [...waited, { kind: 'seen', at: at(40), ...of(AWA, 'a', 40) }], [], AFTER],
    ['is not late yet: the lesson is not over', waited, [], at(59)],
    ['was not waited for', [...stay(MOUSSA, 'm', 0, 14), finished(24)], [], AFTER],
    ['may have come after the last report', stay(MOUSSA, 'm', 0, 20), [], AFTER],
    [
      'was waited for by somebody of whom no more is known',
      [joined(MOUSSA, 'm', 0), finished(60)],
      [],
      AFTER,
    ],
  ])('is none where a provider %s', (_who, events, tokens, now) => {
    expect(found(events, tokens, now).provider).toMatch(/^unknown/);
  });

  it('is none where nobody came, whatever the server says', () => {
    expect(found([listed(10), listed(30), listed(61)])).toEqual({
      learner: 'unknown nobody_waited 0',
      provider: 'unknown nobody_waited 0',
    });
  });

  it('is proven by half of a lesson that is shorter than twice the wait', () => {
    const short = { startsAt: at(0), endsAt: at(20) };
    const events = [...stay(MOUSSA, 'm', 0, 11), finished(21)];
    const { provider } = findingsOf({ ...log(events), lesson: short }, AFTER);
    expect(provider.presence).toBe('absent');
  });
});

describe('over everything that may happen', () => {
  const minute = fc.integer({ min: -20, max: 75 });
  const visit = fc
    .record({ who: fc.constantFrom(AWA, MOUSSA), sid: fc.uuid(), from: minute, long: fc.nat(40) })
    .map(({ who, sid, from, long }) => stay(who, sid, from, from + long));
  const events = fc
    .array(visit, { maxLength: 5 })
    .map((visits): RoomEvent[] => [...visits.flat(), listed(-1), listed(61), finished(75)]);

  it('the order of reports and their repetition make no difference', () => {
    fc.assert(
      fc.property(
        events.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
          ),
        ),
        ([all, shuffled]) => {
          expect(findingsOf(log(shuffled), AFTER)).toEqual(findingsOf(log(all), AFTER));
          expect(staysOf(log(shuffled))).toEqual(staysOf(log(all)));
        },
      ),
    );
  });

  it('lost reports make nobody absent who came, and nobody present who did not', () => {
    fc.assert(
      fc.property(
        events.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all))),
        ([all, arrived]) => {
          // Nobody enters without a token, and those are ours.
          const tokens = all.flatMap((event) =>
            'sid' in event && event.kind === 'joined' ? [asked(event.userId, 0)] : [],
          );
          const whole = findingsOf(log(all, tokens), AFTER);
          const some = findingsOf(log(arrived, tokens), AFTER);
          for (const side of ['learner', 'provider'] as const) {
            if (some[side].presence !== 'unknown') {
              expect(some[side].presence).toBe(whole[side].presence);
            }
          }
        },
      ),
    );
  });
});

describe('of a lesson in person', () => {
  const at60 = (checkedInAt: Date | null, now: Date) =>
    findingsOf({ ...log([]), mode: 'in_person', checkedInAt }, now);
  const both = (side: object) => ({ learner: side, provider: side });

  it('a PIN that was entered at the door proves both sides', () => {
    const proven = both({ presence: 'present', ground: 'checked_in', minutes: 0 });
    expect(at60(at(-2), AFTER)).toEqual(proven);
    expect(at60(at(-2), at(0))).toEqual(proven);
  });

  it('none proves nothing', () => {
    const nothing = (ground: string) => both({ presence: 'unknown', ground, minutes: 0 });
    expect(at60(null, AFTER)).toEqual(nothing('not_checked_in'));
    expect(at60(null, at(30))).toEqual(nothing('not_over'));
  });
});
