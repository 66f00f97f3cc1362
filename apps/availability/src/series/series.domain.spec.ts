import { describe, expect, it } from 'vitest';
import { freeStarts } from '../slot/slot.domain.ts';
import { aSchedule, everyDay } from '../slot/slot.fixture.ts';
import { DAY, MINUTE, type Interval } from '../slot/zone.domain.ts';
import { wantedStarts } from './repeated-starts.domain.ts';
import { judgeSeries } from './series.domain.ts';

const at = (instant: string) => Date.parse(instant);
const iso = (instant: number) => new Date(instant).toISOString();
const weekly = (times: number) => ({ everyWeeks: 1, times });

describe('the starts of a series', () => {
  it('keep the time of day of the zone across both changes of the clock', () => {
    const paris = wantedStarts([at('2026-10-20T16:00:00Z')], weekly(25), 'Europe/Paris');
    const clock = paris.map(({ at: start }) =>
      Temporal.Instant.fromEpochMilliseconds(start)
        .toZonedDateTimeISO('Europe/Paris')
        .toString({ smallestUnit: 'minute', offset: 'never', timeZoneName: 'never' }),
    );
    expect(new Set(clock.map((time) => time.slice(11)))).toEqual(new Set(['18:00']));
    expect(paris.slice(0, 2).map((start) => iso(start.at))).toEqual([
      '2026-10-20T16:00:00.000Z',
      '2026-10-27T17:00:00.000Z',
    ]);
    expect(iso(paris[24]!.at)).toBe('2027-04-06T16:00:00.000Z');
  });

  it('say of a time that the clocks skip that it does not exist', () => {
    const starts = wantedStarts([at('2027-03-21T01:30:00Z')], weekly(3), 'Europe/Paris');
    expect(starts.map(({ exists }) => exists)).toEqual([true, false, true]);
    expect(iso(starts[2]!.at)).toBe('2027-04-04T00:30:00.000Z');
  });

  it('take the earlier of two times of one name, but for the lesson that was asked for', () => {
    const later = at('2026-10-25T01:30:00Z');
    expect(iso(wantedStarts([later], weekly(2), 'Europe/Paris')[0]!.at)).toBe(iso(later));
    const [, repeated] = wantedStarts([at('2026-10-18T00:30:00Z')], weekly(2), 'Europe/Paris');
    expect(iso(repeated!.at)).toBe('2026-10-25T00:30:00.000Z');
  });

  it('are every second week where that is asked, and the times given where none repeats', () => {
    const repeat = { everyWeeks: 2, times: 3 };
    const every = wantedStarts([at('2026-12-01T10:00:00Z')], repeat, 'Africa/Abidjan');
    expect(every.map((start) => iso(start.at).slice(0, 10))).toEqual([
      '2026-12-01',
      '2026-12-15',
      '2026-12-29',
    ]);
    const given = [at('2026-12-09T10:00:00Z'), at('2026-12-01T11:00:00Z')];
    const listed = wantedStarts(given, undefined, 'Africa/Abidjan');
    expect(listed.map((start) => start.at)).toEqual(given.toReversed());
  });
});

describe('what stands in the way', () => {
  const now = at('2026-11-23T08:00:00Z');
  const schedule = aSchedule({
    weekly: everyDay('09:00-12:00'),
    exceptions: [{ date: '2026-12-15', ranges: [] }],
    bufferAfterMinutes: 30,
    noticeMinutes: 120,
    horizonDays: 60,
  });
  const judge = (starts: string[], busy: Interval[] = [], learnerBusy: Interval[] = []) =>
    judgeSeries(
      schedule,
      starts.map((start) => ({ at: at(start), exists: true })),
      { durationMinutes: 60, now, busy, learnerBusy },
    ).map(({ obstacle, nearest }) => [obstacle, nearest === null ? null : iso(nearest)]);

  it('is said of each lesson, with the nearest free time of its day', () => {
    const taken = { start: at('2026-12-08T10:00:00Z'), end: at('2026-12-08T11:00:00Z') };
    expect(
      judge(
        [
          '2026-11-23T09:30:00Z',
          '2026-12-01T10:00:00Z',
          '2026-12-08T10:00:00Z',
          '2026-12-15T10:00:00Z',
          '2026-12-22T10:10:00Z',
          '2027-02-16T10:00:00Z',
        ],
        [taken],
      ),
    ).toEqual([
      ['past', '2026-11-23T10:00:00.000Z'],
      [null, null],
      ['busy', '2026-12-08T11:00:00.000Z'],
      ['not_offered', null],
      ['not_offered', '2026-12-22T10:00:00.000Z'],
      ['too_far', null],
    ]);
  });

  it('is an earlier lesson of the same series, with the buffers of the provider', () => {
    const starts = ['2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', '2026-12-01T10:30:00Z'];
    expect(judge(starts).map(([obstacle]) => obstacle)).toEqual([null, 'overlaps', null]);
  });

  it('is another lesson of whoever learns, with the nearest time at which both are free', () => {
    const day = (date: string, from: string, until: string): Interval => ({
      ...{ start: at(`2026-12-${date}T${from}:00Z`), end: at(`2026-12-${date}T${until}:00Z`) },
    });
    const starts = ['01', '08', '22', '29'].map((date) => `2026-12-${date}T10:00:00Z`);
    // Somebody else of the provider on the 8th until half past, whose pause the learner does not need.
    const taken = [day('08', '10:30', '11:00')];
    const elsewhere = [
      ...[day('01', '08:00', '10:00'), day('08', '09:30', '09:40'), day('22', '10:30', '11:00')],
      ...[day('29', '08:00', '12:00')],
    ];
    expect(judge(starts, taken, elsewhere)).toEqual([
      [null, null],
      ['busy', '2026-12-08T11:00:00.000Z'],
      ['learner_busy', '2026-12-22T09:30:00.000Z'],
      ['learner_busy', null],
    ]);
  });

  it('does not leave a time to a lesson that cannot be', () => {
    const starts = ['2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z'];
    const elsewhere = [{ start: at(starts[0]!), end: at('2026-12-01T09:15:00Z') }];
    expect(judge(starts, [], elsewhere).map(([obstacle]) => obstacle)).toEqual([
      ...['learner_busy', null],
    ]);
  });

  it('is nothing exactly where a single lesson could be booked', () => {
    const busy = [{ start: at('2026-12-05T09:30:00Z'), end: at('2026-12-05T10:15:00Z') }];
    for (let start = now; start < now + 62 * DAY; start += 7 * 60 * MINUTE + 15 * MINUTE) {
      const search = { durationMinutes: 60, now, busy, learnerBusy: [] };
      const [lesson] = judgeSeries(schedule, [{ at: start, exists: true }], search);
      const window = { start, end: start + 1 };
      const single = freeStarts(schedule, { ...search, window });
      expect([iso(start), lesson!.obstacle === null]).toEqual([iso(start), single.length === 1]);
    }
  });
});
