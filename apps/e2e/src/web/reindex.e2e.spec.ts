import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient, openTutor, Postbox } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
});
afterAll(() => database.end());

describeInBrowser('an admin and the index of the search', (open) => {
  it.each(LOCALES)(
    'makes it anew on a phone, follows it to the end, and finds what was lost, in %s',
    async (locale) => {
      const api = new ApiClient(platform.url);
      const tutor = await openTutor(platform, post, `Reindex ${locale}`);
      // As a bug, or a lost disk, would leave it, once the search knows of it.
      const lose = () =>
        database.query('DELETE FROM search.listing WHERE provider_id = $1', [tutor.id]);
      await expect.poll(async () => (await lose()).rowCount, PATIENT).toBe(1);
      const admin = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Admin');
      await signInAs(admin.visitor, await signInStaff(api, 'admin').finally(() => api.close()));
      await admin.goto('/staff/reindex');
      await admin.button('reindex.begin').waitFor(PATIENT);
      await admin.seesAccessibly();
      const done = admin.main.locator('[data-reindexing=done]');
      const before = await done.count();
      await admin.button('reindex.begin').click();
      await expect.poll(() => done.count(), PATIENT).toBe(before + 1);
      await admin.seesAccessibly();
      const root = admin.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      const { rowCount } = await database.query(
        'SELECT FROM search.listing WHERE provider_id = $1',
        [tutor.id],
      );
      expect(rowCount).toBe(1);
      expect(admin.visitor.faults).toEqual([]);
      await admin.visitor.close();
    },
    JOURNEY_MS,
  );
});
