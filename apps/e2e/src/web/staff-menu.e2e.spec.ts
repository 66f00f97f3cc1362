import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url } = inject('platform');
const PLACES = {
  support: ['accounts', 'disputes'],
  finance: [
    ...(['adjustments', 'chargebacks', 'fx', 'ledger', 'payouts'] as const),
    ...(['reconciliation', 'refunds', 'reserves', 'risk'] as const),
  ],
  admin: [
    ...(['accounts', 'adjustments', 'disputes', 'chargebacks', 'fx', 'ledger'] as const),
    ...(['payouts', 'reconciliation', 'refunds', 'reserves', 'risk', 'verifications'] as const),
    ...(['reindex', 'retention'] as const),
  ],
} as const;
const cases = (['support', 'finance', 'admin'] as const).flatMap((role) =>
  LOCALES.map((locale) => ({ role, locale })),
);

describeInBrowser('the menu of staff', (open) => {
  it.each(cases)(
    'leads $role on a phone to every page that the role may use, in $locale',
    async ({ role, locale }) => {
      const staff = new WebPerson(await open({ locale, viewport: PHONE }), locale, role);
      const { page } = staff;
      const api = new ApiClient(url);
      await signInAs(staff.visitor, await signInStaff(api, role).finally(() => api.close()));
      const header = page.getByRole('banner').getByRole('link', { name: staff.t('site.staff') });
      await staff.goto('/account');
      expect(await header.isVisible()).toBe(false);
      await staff.link('account.team.open').click();
      await staff.arrives('/staff');
      await staff.link(`staff.places.${PLACES[role][0]}`).waitFor();
      await staff.seesAccessibly();
      // From the first on, the header leads there.
      await page.reload();
      await header.click();
      await staff.arrives('/staff');
      await staff.link(`staff.places.${PLACES[role][0]}`).click();
      // Whether the pages are for everybody is looked at with all pages of members.
      for (const [index, place] of PLACES[role].entries()) {
        await staff.arrives(`/staff/${place}`);
        const menu = staff.main.getByRole('navigation', { name: staff.t('staff.nav') });
        await menu.locator('[aria-current=page]').waitFor();
        const named = PLACES[role].map((other) => staff.t(`staff.places.${other}`));
        expect(await menu.getByRole('link').allTextContents()).toEqual(named);
        const main = page.locator('html');
        expect(await main.evaluate((root) => root.scrollWidth <= root.clientWidth)).toBe(true);
        const next = PLACES[role][index + 1];
        if (next)
          await menu
            .getByRole('link', { name: staff.t(`staff.places.${next}`), exact: true })
            .click();
      }
      expect(staff.visitor.faults).toEqual([]);
      await staff.visitor.close();
    },
    180_000,
  );
});
