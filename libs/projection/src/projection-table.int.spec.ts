import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projection, type Facts } from './projection-table.ts';
import { ProjectionHarness } from './projection.harness.ts';

const LESSON = projection({
  table: 'lesson',
  key: { lessonId: 'uuid' },
  columns: {
    startsAt: 'timestamptz',
    topics: 'text[]',
    amount: 'bigint?',
    zone: 'text?',
    closed: 'boolean',
  },
  keeps: ['amount', 'zone'],
  stamp: 'changedAt',
});
type Lesson = Facts<typeof LESSON.parameters>;

let harness: ProjectionHarness;
beforeAll(async () => {
  harness = await ProjectionHarness.start();
});
beforeEach(() => harness.sql.query('TRUNCATE lesson, inbox'));
afterAll(() => harness.stop());

const lessonId = newId();
const at = (version: number) => new Date(Date.UTC(2026, 10, 26, version)).toISOString();
const lesson = (version: number, more: Partial<Lesson> = {}): Lesson => ({
  ...{ lessonId, startsAt: at(version), topics: [`topic ${version}`], closed: false, version },
  ...more,
});

async function handle(...events: Lesson[]): Promise<void> {
  for (const event of events) await harness.inbox.process('probe', newId(), LESSON.put(event));
}
const row = async () => (await harness.rows())[0];

describe('an event', () => {
  it('changes the row when it is newer', async () => {
    await handle(lesson(1), lesson(2));
    expect(await row()).toMatchObject({ topics: ['topic 2'], version: 2 });
  });

  it('changes nothing when it is as old as the row, or older', async () => {
    await handle(lesson(2));
    const { rows: before } = await harness.sql.query('SELECT * FROM lesson');
    await handle(lesson(1), lesson(2, { topics: ['forged'] }));
    const { rows: after } = await harness.sql.query('SELECT * FROM lesson');
    expect(after).toEqual(before);
  });

  it('does not bring back what has ended', async () => {
    await handle(lesson(3, { closed: true }), lesson(1), lesson(2));
    expect(await row()).toMatchObject({ closed: true, version: 3 });
  });

  it('adds what was not known yet, even when it is older', async () => {
    await handle(lesson(3, { closed: true }), lesson(1, { zone: 'Africa/Abidjan', amount: 500 }));
    expect(await row()).toMatchObject({
      ...{ closed: true, version: 3, topics: ['topic 3'] },
      ...{ zone: 'Africa/Abidjan', amount: 500 },
    });
  });

  it('keeps what it does not carry', async () => {
    await handle(lesson(1, { zone: 'Africa/Abidjan' }), lesson(2));
    expect(await row()).toMatchObject({ zone: 'Africa/Abidjan', version: 2 });
  });
});

describe('an event about several things', () => {
  it('changes each row that is older than it, once', async () => {
    const [newer, older] = [newId(), newId()];
    await handle(lesson(3, { lessonId: newer }), lesson(1, { lessonId: older }));
    const all = [newer, older, newId()].map((id) =>
      lesson(2, { lessonId: id, zone: 'Africa/Lagos' }),
    );
    const message = newId();
    const handleAll = () => harness.inbox.process('probe', message, LESSON.put(...all));
    expect(await handleAll()).toBe(true);
    const found = await harness.rows();
    const versions = new Map(found.map(({ lesson_id: id, version }) => [id, version]));
    expect(all.map(({ lessonId: id }) => versions.get(id))).toEqual([3, 2, 2]);
    expect(new Set(found.map(({ zone }) => zone))).toEqual(new Set(['Africa/Lagos']));
    expect(await handleAll()).toBe(false);
    expect(await harness.rows()).toEqual(found);
  });
});

describe('every order and number of the same events', () => {
  const carries = fc.record({ zone: fc.boolean(), amount: fc.boolean(), closed: fc.boolean() });
  const histories = fc
    .array(carries, { minLength: 1, maxLength: 6 })
    .map((events) =>
      events.map(({ zone, amount, closed }, index) =>
        lesson(index + 1, {
          closed: closed && index === events.length - 1,
          ...(zone && { zone: 'Africa/Dakar' }),
          ...(amount && { amount: 7_500 }),
        }),
      ),
    )
    .chain((history) =>
      fc.record({
        history: fc.constant(history),
        twice: fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
      }),
    );

  it('ends in the same row', async () => {
    // A failure prints the seed and the path of its history.
    await fc.assert(
      fc.asyncProperty(histories, async ({ history, twice }) => {
        await harness.sql.query('TRUNCATE lesson, inbox');
        await handle(...history);
        const inOrder = await row();
        await harness.sql.query('TRUNCATE lesson');
        await handle(...twice);
        expect(await row()).toEqual(inOrder);
      }),
      { numRuns: 60 },
    );
  });

  it('ends in the same row when they come at the same time', async () => {
    const versions = Array.from({ length: 24 }, (_, index) => lesson((index % 12) + 1));
    await Promise.all(versions.map((event) => handle(event)));
    expect(await row()).toMatchObject({ topics: ['topic 12'], version: 12 });
  });
});

describe('rows written at once', () => {
  it('replace older ones, and those of the same version only when asked to', async () => {
    const others = [newId(), newId()];
    await handle(lesson(2));
    const rows = [
      lesson(2, { topics: ['repaired'] }),
      ...others.map((id) => lesson(1, { lessonId: id })),
    ];
    expect(await LESSON.putAll(harness.db, rows)).toBe(2);
    expect(await LESSON.putAll(harness.db, [lesson(1)], { again: true })).toBe(0);
    expect(await LESSON.putAll(harness.db, rows, { again: true })).toBe(3);
    const repaired = (await harness.rows()).find(({ lesson_id }) => lesson_id === lessonId);
    expect(repaired).toMatchObject({ topics: ['repaired'], version: 2 });
  });
});
