import { PHONE } from '@edu/browser';
import { LOCALES, newId } from '@edu/contract-kit';
import { ApiClient } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, databaseUrl } = inject('platform');

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  // Of the triggers of its tables too.
  await database.query('SET search_path TO payment');
});
afterAll(() => database.end());

/** Compensated for a lesson that the platform called off. */
async function earns(providerId: string, francs: number): Promise<string> {
  const id = newId();
  await database.query(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('platform_costs', 'platform', $3::bigint), ('provider_payable', $2, -$3::bigint))
       AS entry (account, owner, amount)`,
    [id, providerId, francs],
  );
  return id;
}

describeInBrowser('finance and the books', (open) => {
  it.each(LOCALES)(
    'finds what moved on a phone, with every line and why, in %s',
    async (locale) => {
      const finance = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Finance');
      const { page, main } = finance;
      const api = new ApiClient(url);
      await signInAs(finance.visitor, await signInStaff(api, 'finance').finally(() => api.close()));
      const providerId = newId();
      const moved = await earns(providerId, 7_300);
      await earns(providerId, 2_100);

      await finance.goto('/staff/ledger');
      const card = main.locator(`[data-transaction="${moved}"]`);
      await card.waitFor();
      await main.getByText(finance.t('ledger.search'), { exact: true }).click();
      await finance.field('ledger.owner').fill(providerId);
      await finance.field('ledger.amount').fill('7300');
      await finance.field('ledger.currency').selectOption('XOF');
      await finance.field('ledger.kind').selectOption('compensation');
      await finance.seesAccessibly();
      await finance.button('ledger.find').click();

      await page.waitForURL(({ search }) => search.includes('amount=7300'));
      await finance.reads('ledger.found');
      await card.waitFor();
      expect(await main.locator('[data-transaction]').count()).toBe(1);
      expect(await card.innerText()).toContain('Σ XOF');
      await card.getByText(finance.t('ledger.accountIs', { account: 'platform_costs' })).waitFor();
      const root = page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      await finance.seesAccessibly();

      // The statement of the account: all that moved on it, and what it comes to.
      await card.getByRole('link', { name: providerId }).click();
      await finance.reads('ledger.balances');
      await expect.poll(() => main.locator('[data-transaction]').count()).toBe(2);
      await finance.seesAccessibly();

      await finance.goto(`/staff/ledger?bookingId=${newId()}`);
      await finance.reads('ledger.none');
      await finance.seesAccessibly();
      expect(finance.visitor.faults).toEqual([]);
      await finance.visitor.close();
    },
    180_000,
  );
});
