import { PHONE } from '@edu/browser';
import { LOCALES, newId, type Locale } from '@edu/contract-kit';
import { ApiClient } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, databaseUrl } = inject('platform');
const api = new ApiClient(url);
/** A screen that waits for the platform. */
const PATIENT = { timeout: 60_000 };
/** Money that nobody else of these tests is charged in. */
const CHARGED = { fr: 'CAD', en: 'USD' } as const satisfies Record<Locale, string>;

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  // Of the triggers of its tables too.
  await database.query('SET search_path TO payment');
});
afterAll(async () => {
  await database.end();
  await api.close();
});

/** As a card pays 5 000 francs with 12.34 of other money. */
async function isCharged(currency: string): Promise<void> {
  await database.query(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'payment', $1, 'charge') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, currency FROM movement, (VALUES
       ('psp_clearing', 'stripe', 1234, $2), ('fx', 'platform', -1234, $2),
       ('fx', 'platform', 5000, 'XOF'), ('learner', $3, -5000, 'XOF'))
       AS entry (account, owner, amount, currency)`,
    [newId(), currency, newId()],
  );
}

describeInBrowser('finance and what banks exchange', (open) => {
  async function finance(locale: Locale, path: string) {
    const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Finance');
    await signInAs(person.visitor, await signInStaff(api, 'finance'));
    await person.goto(path);
    return person;
  }

  it.each(LOCALES)(
    'sees what is open on a phone, books an exchange with another person, and reads the loss, in %s',
    async (locale) => {
      const currency = CHARGED[locale];
      const reference = `ECI-${newId()}`;
      await isCharged(currency);

      const one = await finance(locale, '/staff/fx');
      const position = one.main.locator(`[data-fx="${currency} XOF"]`);
      await position.getByText(one.t('fx.owed')).waitFor(PATIENT);
      await one.main.getByText(one.t('fx.propose'), { exact: true }).click();
      const side = (name: 'sold' | 'got') =>
        one.main.getByRole('group', { name: one.t(`fx.${name}`) });
      await side('sold').getByRole('textbox').fill('12.35');
      await side('sold').getByRole('combobox').selectOption(currency);
      await side('got').getByRole('textbox').fill('4990.5');
      await one.field('fx.on').fill(new Date().toISOString().slice(0, 10));
      await one.field('fx.bank').fill('Ecobank Abidjan');
      await one.field('fx.reference').fill(reference);
      await one.field('fx.reason').fill('Les cartes de novembre, pour les versements.');
      await one.seesAccessibly();
      // No half of a franc, more than is open, or a tenth of what is owed: each is said at its field.
      await one.button('fx.send').click();
      const isBad = (name: 'sold' | 'got') =>
        side(name).locator('input[aria-invalid="true"]').waitFor(PATIENT);
      await isBad('got');
      await side('got').getByRole('textbox').fill('4990');
      await one.button('fx.send').click();
      await isBad('sold');
      await one.seesAccessibly();
      await side('sold').getByRole('textbox').fill('12.34');
      await side('got').getByRole('textbox').fill('499');
      await one.button('fx.send').click();
      await isBad('got');
      await side('got').getByRole('textbox').fill('4990');
      await one.button('fx.send').click();
      await expect.poll(() => side('sold').getByRole('textbox').inputValue(), PATIENT).toBe('');
      const root = one.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);

      const two = await finance(locale, '/staff/adjustments');
      const card = two.main.locator('[data-adjustment]').filter({ hasText: reference });
      const loss = two.t('fx.result', { side: 'loss', amount: '#' }).split('#')[0]!;
      await card.getByText(loss).waitFor(PATIENT);
      await two.seesAccessibly();
      await card.getByRole('button', { name: two.t('adjustments.approve') }).click(PATIENT);
      await card.waitFor({ state: 'detached', ...PATIENT });
      await two.goto('/staff/fx');
      await two.reads('fx.results');
      expect(await two.main.locator(`[data-fx="${currency} XOF"]`).count()).toBe(0);
      await two.seesAccessibly();
      await two.main.getByRole('link', { name: two.t('fx.whence', { currency }) }).click();
      const booked = two.main.locator('[data-transaction]').filter({ hasText: reference });
      await booked.getByText(loss).waitFor(PATIENT);
      await booked.getByText(two.t('fx.rate'), { exact: true }).waitFor();
      await two.seesAccessibly();
      for (const { visitor } of [one, two]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    300_000,
  );
});
