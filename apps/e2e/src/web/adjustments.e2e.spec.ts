import { PHONE } from '@edu/browser';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { ApiClient, freshEmail, Postbox, signUp } from '@edu/journey';
import { afterAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const api = new ApiClient(platform.url);
afterAll(() => api.close());
/** A screen that waits for the platform. */
const PATIENT = { timeout: 60_000 };

describeInBrowser('what two people put right in the books', (open) => {
  /** Somebody of finance with a phone. */
  async function finance(locale: Locale) {
    const person = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Finance');
    await signInAs(person.visitor, await signInStaff(api, 'finance'));
    await person.goto('/staff/adjustments');
    return person;
  }

  it.each(LOCALES)(
    'is proposed by one on a phone, booked by the other, and read by whose it is, in %s',
    async (locale) => {
      const address = freshEmail('adjusted');
      const who = { role: 'tutor', displayName: 'Awa Koné', address, locale } as const;
      const tutor = await signUp(platform, post, who);
      const reason = `Bonus de novembre, convenu au téléphone (${tutor.id.slice(-6)}).`;

      const one = await finance(locale);
      await one.main.getByText(one.t('adjustments.propose'), { exact: true }).click();
      const side = (name: 'debit' | 'credit') =>
        one.main.getByRole('group', { name: one.t(`adjustments.${name}`) });
      const owner = { name: one.t('ledger.owner') };
      await side('debit').getByRole('combobox').selectOption('platform_costs');
      await side('debit').getByRole('textbox', owner).fill('platform');
      await side('credit').getByRole('combobox').selectOption('provider_payable');
      await side('credit').getByRole('textbox', owner).fill(tutor.id);
      await one.field('adjustments.amount').fill('3500');
      await one.field('adjustments.reason').fill(reason);
      await one.field('adjustments.reference').fill('Ticket 4711');
      await one.seesAccessibly();
      await one.button('adjustments.send').click();
      const proposed = one.main.locator('[data-adjustment]').filter({ hasText: reason });
      await proposed.getByText(one.t('adjustments.forOthers')).waitFor(PATIENT);
      expect(await proposed.getByRole('button').count()).toBe(0);
      const root = one.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      await one.seesAccessibly();

      const two = await finance(locale);
      const menu = two.main.getByRole('navigation', { name: two.t('staff.nav') });
      const place = menu
        .getByRole('listitem')
        .filter({ hasText: two.t('staff.places.adjustments') });
      await place.locator('.tag').waitFor(PATIENT);
      const card = two.main.locator('[data-adjustment]').filter({ hasText: reason });
      await card.getByText('Awa Koné').waitFor();
      await two.seesAccessibly();
      await card.getByRole('button', { name: two.t('adjustments.approve') }).click(PATIENT);
      await card.waitFor({ state: 'detached', ...PATIENT });
      await two.link('adjustments.shown.approved').click();
      await card.waitFor(PATIENT);
      await two.seesAccessibly();
      await card.getByRole('link', { name: 'Awa Koné' }).click();
      await two.main.getByText(reason).first().waitFor(PATIENT);
      await two.seesAccessibly();

      const teacher = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Awa');
      await signInAs(teacher.visitor, tutor);
      await teacher.goto('/account/statement?as=provider');
      await teacher.main.getByText(reason).waitFor(PATIENT);
      await teacher.seesAccessibly();
      for (const { visitor } of [one, two, teacher]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    300_000,
  );
});
