import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { platformErrors } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { profileEvents, profileRpc, type Listing } from '@edu/contracts-profile';
import { searchEvents, searchRpc } from '@edu/contracts-search';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { ListingHarness } from '../listing/listing.harness.ts';

const PATIENCE_MS = 30_000;

const search = new ListingHarness();
let admin: TestActor;
/** Runs while the page from which a reindexing goes on, counted from 0, is on its way. */
let meanwhile: (page: number) => Promise<unknown> | void;
/** The pages that were asked for, in this order. */
let asked: number[];

beforeAll(async () => {
  await search.start({ replicas: 2 });
  admin = await testActor('admin');
});
beforeEach(async () => {
  await search.empty();
  await search.service.sql.query('TRUNCATE job');
  [asked, meanwhile] = [[], () => undefined];
  const { fake } = search.service;
  fake(profileRpc.listSnapshot, async ({ cursor, limit }) => {
    const [page, after] = cursor ? cursor.split('_') : ['0', ''];
    asked.push(Number(page));
    const rest = sorted().filter(({ providerId }) => providerId > after!);
    const items = rest.slice(0, limit);
    const next = `${Number(page) + 1}_${items.at(-1)?.providerId ?? ''}`;
    await meanwhile(Number(page));
    return { items, nextCursor: rest.length > limit ? next : null };
  });
  fake(availabilityRpc.listSnapshot, () => ({ items: [], nextCursor: null }));
});
afterAll(() => search.stop());

const sorted = () =>
  [...search.profiles.values()].sort((a, b) => (a.providerId < b.providerId ? -1 : 1));
const publish = (count: number) => Array.from({ length: count }, () => search.publish());
const begin = (as = admin) => search.service.call(searchRpc.reindex, {}, { as });
const latest = async () => {
  const { items } = await search.service.call(searchRpc.reindexings, {}, { as: admin });
  return items[0]!;
};
const becomes = (state: string) =>
  eventually(async () => expect((await latest()).state).toBe(state), PATIENCE_MS);
const found = async () => {
  const { rows } = await search.service.sql.query<{ id: string; headline: string }>(
    'SELECT provider_id AS id, headline FROM listing ORDER BY provider_id',
  );
  return new Map(rows.map(({ id, headline }) => [id, headline]));
};
const isAbout = (id: string) => (event: { jobId: string }) => event.jobId === id;

describe('a reindexing', () => {
  it('finds all that is published and nothing else, and says how far it is', async () => {
    publish(250);
    const { id, state } = await begin();
    expect(state).toBe('waiting');
    await becomes('done');
    expect(await latest()).toMatchObject({
      ...{ id, percent: 100, written: 250, askedBy: admin.userId },
      endedAt: expect.any(String) as string,
    });
    expect([...(await found()).keys()]).toEqual(sorted().map(({ providerId }) => providerId));
    // A page whose answer a busy machine has not waited for is asked for once more.
    expect([...new Set(asked)]).toEqual([0, 1, 2]);
    await search.service.events.next(
      searchEvents.reindexProgressed,
      (event) => event.jobId === id && event.state === 'done',
    );
    const said = search.service.events.of(searchEvents.reindexProgressed).filter(isAbout(id));
    const percents = said.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(said.every(({ userId }) => userId === admin.userId)).toBe(true);

    // Not published any more, and nobody has said so.
    const gone = sorted()[120]!.providerId;
    search.profiles.delete(gone);
    await begin();
    await becomes('done');
    expect(await latest()).toMatchObject({ written: 249, removed: 1 });
    expect((await found()).has(gone)).toBe(false);
  });

  it('goes on from the page that a crashed process had in hand, and no later word of that counts', async () => {
    publish(450);
    let release: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => (release = resolve));
    let isFirst = true;
    meanwhile = (page) => {
      if (page !== 2 || !isFirst) return undefined;
      isFirst = false;
      return hung;
    };
    const { id } = await begin();
    await eventually(() => expect(asked).toEqual([0, 1, 2]), PATIENCE_MS);
    expect(await latest()).toMatchObject({ state: 'running', written: 200 });
    expect((await latest()).percent).toBeGreaterThan(0);
    // Its process is gone: nobody keeps the claim.
    await search.service.sql.query('UPDATE job SET due_at = now() WHERE id = $1', [id]);
    await becomes('done');
    expect(asked).toEqual([0, 1, 2, 2, 3, 4]);
    expect(await latest()).toMatchObject({ id, written: 450, percent: 100 });
    expect((await found()).size).toBe(450);
    const rowOf = async () =>
      (await search.service.sql.query('SELECT * FROM job WHERE id = $1', [id])).rows;
    const done = await rowOf();
    release();
    await begin();
    await becomes('done');
    expect(await rowOf()).toEqual(done);
  });

  it('leaves what changes meanwhile as it became', async () => {
    const all = publish(220);
    const first = sorted()[0]!;
    const gone = sorted()[1]!;
    meanwhile = async (page) => {
      if (page !== 0) return;
      // The page has the profiles as they were; the events come before it is written.
      search.publish({ ...first, headline: 'Newer', version: 2 });
      search.profiles.delete(gone.providerId);
      const about = ({ providerId, kind }: Listing) => ({ providerId, kind, version: 2 });
      await search.service.publish(profileEvents.updated, about(first));
      await search.service.publish(profileEvents.unpublished, about(gone));
      await eventually(async () => {
        const { rows } = await search.service.sql.query(
          'SELECT FROM listing_version WHERE version = 2',
        );
        expect(rows).toHaveLength(2);
      }, PATIENCE_MS);
    };
    await begin();
    await becomes('done');
    const now = await found();
    expect(now.get(first.providerId)).toBe('Newer');
    expect(now.has(gone.providerId)).toBe(false);
    expect(now.size).toBe(all.length - 1);
  });

  it('tries again while a service is down', async () => {
    publish(150);
    let down = 2;
    meanwhile = () => {
      if (down-- > 0) throw platformErrors.unavailable();
    };
    await begin();
    await becomes('done');
    expect((await found()).size).toBe(150);
  });

  it('is one at a time, whoever asks, and in the log with its admin', async () => {
    let release: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => (release = resolve));
    meanwhile = () => hung;
    publish(1);
    const other = await testActor('admin');
    const begun = await Promise.all([begin(), begin(other), begin(), begin(other)]);
    const [{ id, askedBy }] = begun;
    expect(begun.every((one) => one.id === id)).toBe(true);
    release();
    await becomes('done');
    const { rows } = await search.service.sql.query(
      `SELECT action, actor_id, subject_id FROM audit_log ORDER BY 1`,
    );
    expect(rows.at(-1)).toEqual({ action: 'search.reindexed', actor_id: askedBy, subject_id: id });
    expect(rows.filter((row: { subject_id: string }) => row.subject_id === id)).toHaveLength(1);
    expect((await begin(other)).id).not.toBe(id);
    await becomes('done');
  });

  it.each(['student', 'tutor', 'support', 'trust', 'finance'] as const)(
    'is nothing for a %s',
    async (role) => {
      const refused = { code: platformErrors.forbidden.code };
      const as = await testActor(role);
      await expect(begin(as)).rejects.toMatchObject(refused);
      await expect(search.service.call(searchRpc.reindexings, {}, { as })).rejects.toMatchObject(
        refused,
      );
    },
  );
});
