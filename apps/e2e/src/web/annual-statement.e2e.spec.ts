import { readFileSync } from 'node:fs';
import { PHONE } from '@edu/browser';
import { LOCALES, newId } from '@edu/contract-kit';
import { freshEmail, Postbox, signUp } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** Over at any moment at which this runs. */
const YEAR = new Date().getUTCFullYear() - 2;
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;
const CODE = /\/verify\/((?:\w{4}-){3}\w{4})/;

/** Without the rule that the books are written now. */
let past: pg.Client;
beforeAll(async () => {
  past = new pg.Client({
    connectionString: platform.databaseUrl,
    options: '-c session_replication_role=replica -c search_path=payment',
  });
  await past.connect();
});
afterAll(() => past.end());

/** What a lesson of that year brought. Its numbers are below all others, as those of an earlier time are. */
async function earned(providerId: string): Promise<void> {
  await past.query(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
       VALUES ($1, 'booking', $1, 'earning', $3) RETURNING id
     ), lowest AS (SELECT least(min(id), 0) AS id FROM ledger_entry)
     INSERT INTO ledger_entry (id, transaction_id, account, owner, amount, currency)
     SELECT lowest.id - place, movement.id, account, owner, amount, 'XOF'
     FROM movement, lowest, (VALUES
       (1, 'learner', $1::text, 10000), (2, 'provider_payable', $2, -8500),
       (3, 'platform_revenue', 'platform', -1500)) AS entry (place, account, owner, amount)`,
    [newId(), providerId, `${YEAR}-06-15T12:00:00Z`],
  );
}

describeInBrowser('the annual statement of somebody who teaches', (open) => {
  it.each(LOCALES)(
    'is issued from the list of their documents, announced, and verified by its code: %s',
    async (locale) => {
      const address = freshEmail('annual');
      const about = { role: 'tutor', displayName: 'Awa Koné', address, locale } as const;
      const tutor = await signUp(platform, post, about);
      await earned(tutor.id);
      const visitor = await open({ locale, viewport: PHONE });
      const person = new WebPerson(visitor, locale, 'Awa Koné');
      await signInAs(visitor, tutor);
      await person.goto('/account/documents?kind=annual_statement');
      const issue = person.button('documents.mine.issue', { year: String(YEAR) });
      await issue.waitFor(PATIENT);
      await person.seesAccessibly();
      const [download] = await Promise.all([person.page.waitForEvent('download'), issue.click()]);
      const text = readFileSync(await download.path(), 'utf8');
      expect(text).toContain(person.t('annual.title', { year: String(YEAR) }));
      const [number] = /EDU-A-\d{4}-\d{6}/.exec(text)!;
      await person.button('documents.mine.downloadOf', { name: number }).waitFor(PATIENT);
      await person.seesAccessibly();

      await person.goto(`/verify/${CODE.exec(text)![1]}`);
      await person.reads('documents.verify.ours');
      await person.main.getByText(number, { exact: true }).waitFor();
      await person.reads('documents.verify.year');
      await person.seesAccessibly();

      await expect
        .poll(async () => (await post.letters(address)).map(({ subject }) => subject), PATIENT)
        .toContain(person.t('notifications.annual-statement.title'));
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );
});
