import { randomUUID } from 'node:crypto';
import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url } = inject('platform');
const PSP = 'pawapay';
/** A screen that waits for the platform. */
const PATIENT = { timeout: 60_000 };

/** A statement with money for nobody; of a minute ago, since what is younger is not compared. */
function statementOf(ref: string): Buffer {
  const at = new Date(Date.now() - 60_000).toISOString();
  const columns = 'Creation Date,MSISDN,Transaction ID,Amount,Currency,Country,MNO,Type';
  return Buffer.from(`${columns}\n${at},2250701020304,${ref},900,XOF,CIV,ORANGE_CIV,Deposit\n`);
}

describeInBrowser('finance and an operator’s statement', (open) => {
  it.each(LOCALES)(
    'finds money of nobody on a phone, takes it and says what became of it, in %s',
    async (locale) => {
      const finance = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Finance');
      const { page, main } = finance;
      const api = new ApiClient(url);
      await signInAs(finance.visitor, await signInStaff(api, 'finance').finally(() => api.close()));
      await finance.goto('/staff/reconciliation');
      await main.getByText(finance.t('reconciliation.start')).click();
      const holds = finance.t('reconciliation.what', { source: 'balance', psp: 'stripe' });
      await finance.field('reconciliation.whatLabel').selectOption({ label: holds });
      await main.getByText(finance.t('reconciliation.balanceHint')).waitFor();
      await finance.seesAccessibly();
      await finance.button('reconciliation.begin').click();
      const held = main.locator('[data-run]').filter({ hasText: holds }).first();
      const isDone = finance.t('reconciliation.runState', { state: 'done' });
      await held.getByText(isDone).waitFor(PATIENT);

      const what = finance.t('reconciliation.what', { source: 'statement', psp: PSP });
      await finance.field('reconciliation.whatLabel').selectOption({ label: what });
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      await finance.field('reconciliation.from').fill(yesterday);
      const ref = randomUUID();
      const file = { name: 'statement.csv', mimeType: 'text/csv', buffer: statementOf(ref) };
      await finance.field('reconciliation.file').setInputFiles(file);
      await finance.seesAccessibly();
      await finance.button('reconciliation.begin').click();

      const card = main.locator('[data-mismatch]').filter({ hasText: ref });
      await card.waitFor(PATIENT);
      await card.getByText(finance.t('reconciliation.suspended'), { exact: true }).waitFor();
      const root = page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      await card.getByRole('button', { name: finance.t('reconciliation.take') }).click();
      await card.getByRole('button', { name: finance.t('reconciliation.resolve') }).click(PATIENT);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: finance.t('reconciliation.ways.sent_back') }).check();
      const reason = 'Renvoyé par l’opérateur, confirmé au téléphone.';
      await dialog.getByLabel(finance.t('reconciliation.reason')).fill(reason);
      await finance.seesAccessibly();
      await dialog.getByRole('button', { name: finance.t('reconciliation.resolveSend') }).click();
      await dialog.waitFor({ state: 'hidden' });
      await card.waitFor({ state: 'detached', ...PATIENT });

      await finance.link('reconciliation.shown.resolved').click();
      await card.getByText(reason).waitFor(PATIENT);
      await finance.seesAccessibly();
      expect(finance.visitor.faults).toEqual([]);
      await finance.visitor.close();
    },
    180_000,
  );
});
