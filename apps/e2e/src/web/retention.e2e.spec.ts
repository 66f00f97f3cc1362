import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;
const SERVICES = 8;
const ROWS = 2_500;

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
});
afterAll(() => database.end());

/** Copies of lessons that are long over. */
const plant = () =>
  database.query(
    `INSERT INTO availability.booked_time
       (booking_id, provider_id, busy_from, busy_until, freed, version)
     SELECT gen_random_uuid(), gen_random_uuid(), now() - interval '30 hours',
       now() - interval '29 hours', false, 1
     FROM generate_series(1, $1)`,
    [ROWS],
  );
const left = async () =>
  (
    await database.query(
      `SELECT FROM availability.booked_time WHERE busy_until < now() - interval '1 day'`,
    )
  ).rowCount;
/** As its calendar would begin it. */
const byItself = (schema: string) =>
  database.query(
    `UPDATE ${schema}.calendar_job SET (run_at, due_at) = (now(), now()) WHERE name = 'retention'`,
  );

describeInBrowser('an admin and what is deleted in time', (open) => {
  it.each(LOCALES)(
    'has it done on a phone, sees how far it is and what is gone, and what goes by itself, in %s',
    async (locale) => {
      const api = new ApiClient(platform.url);
      const admin = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Admin');
      await signInAs(admin.visitor, await signInStaff(api, 'admin').finally(() => api.close()));
      await admin.goto('/staff/retention');
      const of = (service: string) => admin.main.locator(`[data-retention-of=${service}]`);
      await of('notification').waitFor(PATIENT);
      expect(await admin.main.locator('[data-retention-of]').count()).toBe(SERVICES);
      await admin.seesAccessibly();

      /** The latest run of a service that was not there before, once it is done. */
      const next = async (service: string, begin: () => Promise<unknown>) => {
        const runs = of(service).locator('[data-run]');
        const before = await runs.evaluateAll((all) => all.map(({ id }) => id));
        await begin();
        const latest = runs.first();
        await expect.poll(() => latest.getAttribute('id'), PATIENT).not.toBe(before[0]);
        await expect.poll(() => latest.getAttribute('data-run'), PATIENT).toBe('done');
        return latest.textContent();
      };

      await plant();
      const service = admin.t('retention.service', { service: 'availability' });
      const read = await next('availability', () =>
        admin.button('retention.begin', { service }).click(),
      );
      expect(read).toContain(`booked_time: ${String(ROWS)}`);
      expect(read).toContain(admin.t('retention.byAdmin'));
      expect(await left()).toBe(0);

      // Nobody here has asked for it, and the page shows it.
      const own = await next('session', () => byItself('session'));
      expect(own).toContain(admin.t('retention.byItself'));
      await admin.seesAccessibly();
      const root = admin.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      expect(admin.visitor.faults).toEqual([]);
      await admin.visitor.close();
    },
    JOURNEY_MS,
  );
});
