import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient, openTutor, Postbox, type Person } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInAdmin } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const JOURNEY_MS = 120_000;

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
});
afterAll(() => database.end());

describeInBrowser('which lessons a provider kept', (open) => {
  it.each(LOCALES)(
    'they read in figures, support too, and everybody as one line on the profile (%s)',
    async (locale) => {
      const awa = await openTutor(platform, post, 'Awa Koné');
      const visitor = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Somebody');
      await visitor.goto(`/providers/${awa.id}`);
      await visitor.main.getByRole('heading', { name: awa.displayName }).waitFor();
      // Of somebody who has just begun nothing is said.
      const [, said] = visitor.t('provider.kept', { percent: 7 }).split('7');
      expect(await visitor.main.getByText(said!.trim()).count()).toBe(0);

      await hasGivenLessons(awa, 9, 'completed', 'the lesson is over');
      await hasGivenLessons(awa, 1, 'no_show', 'provider absent');
      await visitor.page.reload();
      await visitor.reads('provider.kept', { percent: 90 });
      await visitor.seesAccessibly();

      const tutor = new WebPerson(await open({ locale, viewport: PHONE }), locale, awa.displayName);
      await signInAs(tutor.visitor, awa);
      await tutor.goto('/teaching/lessons');
      await tutor.reads('reliability.shown', { percent: 90 });
      expect(await figures(tutor)).toEqual(['9', '0', '1']);
      await tutor.seesAccessibly();

      const staff = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Admin');
      const api = new ApiClient(platform.url);
      await signInAs(staff.visitor, await signInAdmin(api).finally(() => api.close()));
      await staff.goto('/staff/accounts');
      await staff.field('staff.accounts.query').fill(awa.id);
      await staff.button('staff.accounts.submit').click();
      await staff.button('staff.accounts.reliability').click();
      await staff.reads('reliability.shown', { percent: 90 });
      expect(await figures(staff)).toEqual(['9', '0', '1']);
      await staff.seesAccessibly();
      for (const { visitor: one } of [visitor, tutor, staff]) {
        expect(one.faults).toEqual([]);
        await one.close();
      }
    },
    JOURNEY_MS,
  );
});

/** The numbers before their explanations. */
const figures = (person: WebPerson): Promise<string[]> =>
  person.main
    .locator('dl.facts dd')
    .evaluateAll((all) => all.map((one) => one.firstChild?.textContent ?? ''));

/** Paid lessons of the last weeks, as they are once they are over. */
async function hasGivenLessons({ id }: Person, count: number, state: string, reason: string) {
  await database.query(
    `WITH given AS (
       INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
         busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
       SELECT gen_random_uuid(), gen_random_uuid(), $1, $2, 'online', at, at + span, at, at + span,
         5000, 'XOF', 'Africa/Abidjan',
         '{"name": "moderate", "tiers": [], "graceMinutes": 0}', gen_random_uuid()
       FROM (SELECT now() - n * interval '1 day' AS at, interval '50 minutes' AS span
         FROM generate_series(1, $3::int) AS n) AS slots
       RETURNING id)
     INSERT INTO booking.booking_transition (booking_id, from_state, to_state, actor, reason)
     SELECT id, 'confirmed', $2, 'booking', $4 FROM given`,
    [id, state, count, reason],
  );
}
