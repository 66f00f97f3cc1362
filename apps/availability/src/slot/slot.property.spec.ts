import type { Schedule } from '@edu/contracts-availability';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByDay, windowAround } from './slot-days.domain.ts';
import { freeStarts, type SlotSearch } from './slot.domain.ts';
import { aSchedule, startsIn } from './slot.fixture.ts';
import { startsByMinute, WallTable } from './slot.oracle.ts';
import { DAY, isoDay, MINUTE } from './zone.domain.ts';

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'America/Toronto',
  'Africa/Lagos',
  'Africa/Abidjan',
  'Africa/Casablanca',
  'Africa/Cairo', // repeats the hour before midnight
  'America/Havana', // has no midnight in spring
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2030, 11, 31);

interface Scene {
  readonly zone: string;
  /** UTC midnight of the day on which something happens to the clock or the calendar. */
  readonly day: number;
}

/** UTC days on which the offset of a zone changes, by `Intl`. */
function changes(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (at: number) => format.format(at).split(' ').at(-1);
  const days: number[] = [];
  for (let day = FIRST; day <= LAST; day += DAY) {
    if (offset(day) !== offset(day + DAY)) days.push(day);
  }
  return days;
}

const ordinary = ['2024-12-31', '2027-01-31', '2028-02-29'].map((day) => Date.parse(day));
const scenes: Scene[] = [
  ...ZONES.flatMap((zone) => [...changes(zone), ...ordinary].map((day) => ({ zone, day }))),
  { zone: 'Pacific/Apia', day: Date.UTC(2011, 11, 30) }, // skipped
  { zone: 'America/St_Johns', day: Date.UTC(2010, 10, 7) }, // 00:01 went back to 23:01
];

const tables = new Map<Scene, WallTable>();
/** The day of the scene and half a day around it, with 26 hours more on both sides. */
function tableOf(scene: Scene): WallTable {
  let table = tables.get(scene);
  if (!table)
    tables.set(scene, (table = new WallTable(scene.zone, scene.day - 38 * 60 * MINUTE, 100 * 60)));
  return table;
}

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Ranges of one day, touching or apart, often around the hours when clocks change. */
const ranges = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 1_440 }),
      fc.integer({ min: 0, max: 12 }).map((n) => n * 15 + 30),
      fc.constantFrom(0, 60, 120, 150, 180, 1_380, 1_440),
    ),
    { maxLength: 6 },
  )
  .map((cuts) => cuts.sort((a, b) => a - b))
  .chain((cuts) =>
    fc.array(fc.boolean(), { minLength: cuts.length, maxLength: cuts.length }).map((open) =>
      cuts
        .slice(0, -1)
        .map((cut, i) => ({ from: time(cut), to: time(cuts[i + 1]!) }))
        .filter((_, i) => open[i]),
    ),
  );

interface Case {
  readonly scene: Scene;
  readonly schedule: Schedule;
  readonly search: SlotSearch;
}

const cases: fc.Arbitrary<Case> = fc.constantFrom(...scenes).chain((scene) =>
  fc
    .record({
      week: fc.array(ranges, { minLength: 7, maxLength: 7 }),
      exceptions: fc.uniqueArray(fc.tuple(fc.integer({ min: -2, max: 3 }), ranges), {
        maxLength: 2,
        selector: ([day]) => day,
      }),
      duration: fc.constantFrom(15, 30, 45, 60, 90, 240, 480),
      step: fc.constantFrom(5, 15, 30, 45, 60, 120),
      before: fc.constantFrom(0, 0, 5, 30, 120),
      after: fc.constantFrom(0, 0, 10, 45, 120),
      notice: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_320 })),
      horizon: fc.constantFrom(1, 2, 3, 365),
      /** Minutes from the scene to now; the millisecond decides on edges. */
      now: fc.integer({ min: -3 * 1_440, max: 1_440 }),
      nowMs: fc.constantFrom(0, 0, 1, 30_000, 59_999),
      busy: fc.array(
        fc.tuple(fc.integer({ min: -2_880, max: 4_320 }), fc.integer({ min: 1, max: 300 })),
        { maxLength: 6 },
      ),
    })
    .map((r) => ({
      scene,
      schedule: aSchedule({
        timeZone: scene.zone,
        weekly: r.week.map((ofDay, index) => ({ day: index + 1, ranges: ofDay })),
        exceptions: r.exceptions.map(([day, ofDay]) => ({
          date: isoDay(scene.day + day * DAY),
          ranges: ofDay,
        })),
        durationsMinutes: [r.duration],
        stepMinutes: r.step,
        bufferBeforeMinutes: r.before,
        bufferAfterMinutes: r.after,
        noticeMinutes: r.notice,
        horizonDays: r.horizon,
      }),
      search: {
        window: { start: scene.day - DAY / 2, end: scene.day + 1.5 * DAY },
        durationMinutes: r.duration,
        now: scene.day + r.now * MINUTE + r.nowMs,
        busy: r.busy.map(([start, length]) => ({
          start: scene.day + start * MINUTE,
          end: scene.day + (start + length) * MINUTE,
        })),
      },
    })),
);

describe('free starts', () => {
  it('are those that an oracle finds minute by minute', () => {
    let found = 0;
    fc.assert(
      fc.property(cases, ({ scene, schedule, search }) => {
        const starts = freeStarts(schedule, search);
        found += starts.length;
        expect(starts).toEqual(startsByMinute(tableOf(scene), schedule, search));
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
    );
    expect(found).toBeGreaterThan(10_000);
  }, 90_000);
});

describe('a slot that is shown', () => {
  const readers = fc.constantFrom(...ZONES, 'Pacific/Kiritimati', 'Pacific/Pago_Pago');

  it('is bookable, and one that is not shown is not', () => {
    let shownInAll = 0;
    fc.assert(
      fc.property(cases, readers, fc.integer({ min: 0, max: 4 }), (one, zone, offset) => {
        const { scene, schedule, search } = one;
        const isBookable = (start: number) =>
          freeStarts(schedule, { ...search, window: { start, end: start + 1 } }).length === 1;
        const days = { from: isoDay(scene.day - DAY), to: isoDay(scene.day + DAY), zone };
        const lesson = { ...schedule, durationMinutes: search.durationMinutes };

        const window = windowAround(days);
        const grouped = groupByDay(freeStarts(schedule, { ...search, window }), days, lesson);
        const shown = startsIn(grouped, lesson);
        shownInAll += shown.length;
        expect(shown).toEqual([...new Set(shown)]);
        expect(shown.filter((start) => !isBookable(start))).toEqual([]);

        const isShown = new Set(shown);
        const localDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
        const hidden = [];
        for (let at = window.start + offset * MINUTE; at < window.end; at += 5 * MINUTE) {
          const date = localDay.format(at);
          const asked = days.from <= date && date <= days.to;
          if (asked && !isShown.has(at) && isBookable(at)) hidden.push(at);
        }
        expect(hidden).toEqual([]);
        for (const { date, ranges: ofDay } of grouped) {
          for (const range of ofDay) {
            expect(localDay.format(Date.parse(range.startsAt))).toBe(date);
            expect(range.localStart.slice(0, 10)).toBe(date);
            expect(Date.parse(range.localStart)).toBe(Date.parse(range.startsAt));
            expect(Date.parse(range.localEnd)).toBe(Date.parse(range.endsAt));
          }
        }
      }),
      { numRuns: 150, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
    );
    expect(shownInAll).toBeGreaterThan(1_000);
  }, 90_000);
});
