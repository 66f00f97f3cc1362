import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  defineRpc,
  Id,
  newId,
  page,
  PageQuery,
  rebuildRpc,
  type RpcOutput,
} from '@edu/contract-kit';
import type { RpcClient } from '@edu/messaging';
import { decodeCursor, statement, toPage } from '@edu/persistence';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { LACKING, lacking } from './lacking.ts';
import { projection } from './projection-table.ts';
import { ProjectionHarness } from './projection.harness.ts';
import { Rebuilds } from './rebuilds.ts';

const Lesson = z.object({
  lessonId: z.string(),
  startsAt: z.string(),
  topics: z.array(z.string()),
  closed: z.boolean(),
  version: z.int(),
});
type Lesson = z.infer<typeof Lesson>;

const listSnapshot = defineRpc('rpc.school.list_snapshot.v1', {
  summary: 'All lessons',
  input: PageQuery,
  output: page(Lesson),
});
const LESSON = projection({
  table: 'lesson',
  key: { lessonId: 'uuid' },
  columns: { startsAt: 'timestamptz', topics: 'text[]', closed: 'boolean' },
  stamp: 'changedAt',
});
const END = statement(
  LACKING,
  `UPDATE lesson SET closed = true WHERE NOT closed AND ${lacking('lesson_id', 'changed_at')}`,
);

/** What the owner says. */
const school = new Map<string, Lesson>();
/** Runs between the look at the owner's data and the answer. */
let meanwhile: () => Promise<unknown> = nextTurn;

const owner = {
  async call(_rpc: unknown, { cursor, limit }: { cursor?: string; limit: number }) {
    const after = cursor ? decodeCursor(cursor, [Id])[0] : '';
    const rows = [...school.values()]
      .filter(({ lessonId }) => lessonId > after)
      .sort((a, b) => (a.lessonId < b.lessonId ? -1 : 1));
    const answer = toPage(
      rows.slice(0, limit + 1),
      limit,
      (row) => ({ ...row }),
      (row) => [row.lessonId],
    );
    await meanwhile();
    return answer satisfies RpcOutput<typeof listSnapshot>;
  },
} as unknown as RpcClient;

let harness: ProjectionHarness;
let rebuilds: Rebuilds;
beforeAll(async () => {
  harness = await ProjectionHarness.start();
  rebuilds = new Rebuilds(rebuildRpc('probe', ['lesson']), harness.db, owner);
  rebuilds.add({
    name: 'lesson',
    snapshot: listSnapshot,
    idOf: ({ lessonId }) => lessonId,
    write: (tx, lessons) => LESSON.putAll(tx, lessons, { again: true }),
    end: (tx, values) => tx.execute(END, values),
  });
});
beforeEach(async () => {
  school.clear();
  meanwhile = nextTurn;
  await harness.sql.query('TRUNCATE lesson, inbox');
});
afterAll(() => harness.stop());

function change(lessonId: string, more: Partial<Lesson> = {}): Lesson {
  const version = (school.get(lessonId)?.version ?? 0) + 1;
  const lesson = {
    ...{ lessonId, startsAt: '2026-11-26T08:00:00.000Z', closed: false },
    ...{ topics: [`topic ${version}`], version },
    ...more,
  };
  school.set(lessonId, lesson);
  return lesson;
}
const announce = (lesson: Lesson) => harness.inbox.process('probe', newId(), LESSON.put(lesson));

async function rebuild(limit = 4): Promise<{ written: number; removed: number }> {
  const sum = { written: 0, removed: 0 };
  let cursor: string | null = null;
  do {
    const input: { projection: string; limit: number; cursor?: string } = {
      ...{ projection: 'lesson', limit },
      ...(cursor && { cursor }),
    };
    const done = await rebuilds.page(input);
    sum.written += done.written;
    sum.removed += done.removed;
    cursor = done.nextCursor;
  } while (cursor);
  return sum;
}

it('fills an empty table page by page as it was', async () => {
  const ids = Array.from({ length: 11 }, newId);
  for (const id of ids) await announce(change(id));
  for (const id of ids.slice(0, 3)) await announce(change(id, { closed: true }));
  const before = await harness.rows();
  await harness.sql.query('TRUNCATE lesson');
  expect(await rebuild()).toEqual({ written: 11, removed: 0 });
  expect(await harness.rows()).toEqual(before);
});

it('ends equal to its owner while events keep arriving', async () => {
  const ids = Array.from({ length: 20 }, newId);
  for (const id of ids) change(id);
  let n = 0;
  // The owner changes and announces while each page is on its way, lessons of that page among them.
  meanwhile = async () => {
    for (const id of ids.filter((_, index) => index % 3 === n % 3)) await announce(change(id));
    const added = newId();
    ids.push(added);
    if (n++ < 4) await announce(change(added));
  };
  await rebuild(5);
  meanwhile = nextTurn;
  expect(await harness.rows()).toMatchObject(
    [...school.values()]
      .sort((a, b) => (a.lessonId < b.lessonId ? -1 : 1))
      .map(({ lessonId, version, topics, closed }) => ({
        lesson_id: lessonId,
        version,
        topics,
        closed,
      })),
  );
});

it('ends rows that its owner lacks, but not those that an event wrote after the page was requested', async () => {
  const ids = Array.from({ length: 6 }, newId);
  for (const id of ids) await announce(change(id));
  for (const id of [ids[0]!, ids[3]!, ids[5]!]) school.delete(id);
  // Rows of the millisecond in which a page is asked for stay, too: some stamps are rounded to it.
  // By the clock that stamps them two more have passed.
  await harness.sql.query('SELECT pg_sleep(0.002)');
  const young = newId();
  meanwhile = async () => {
    meanwhile = nextTurn;
    await announce({ ...change(ids[1]!), lessonId: young });
  };
  expect(await rebuild(10)).toMatchObject({ removed: 3 });
  const open = (await harness.rows()).filter(({ closed }) => !closed);
  expect(open.map(({ lesson_id }) => lesson_id)).toEqual([ids[1], ids[2], ids[4], young].sort());
});

it('starts only with the projections that its contract names', () => {
  const of = (...names: [string, ...string[]]) =>
    new Rebuilds(rebuildRpc('probe', names), harness.db, owner);
  expect(() => of('lesson', 'forgotten').onApplicationBootstrap()).toThrow('forgotten');
  expect(() => rebuilds.onApplicationBootstrap()).not.toThrow();
});
