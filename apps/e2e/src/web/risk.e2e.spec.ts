import { PHONE } from '@edu/browser';
import { newIntent } from '@edu/client';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { translateProblem } from '@edu/i18n';
import { ApiClient, openTutor, payByCard, Postbox } from '@edu/journey';
import { afterAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { wantsToPay } from './wants-to-pay.harness.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const api = new ApiClient(platform.url);
afterAll(() => api.close());
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 300_000;
/** On the first day of an account somebody looks at the one, and the other is not taken. */
const RATES = { large: 200_000, huge: 500_000 } as const;
const WORDS = 'Connue de nous : elle paie pour ses deux fils.';

describeInBrowser('a payment that may be fraud', (open) => {
  /** Somebody new, who wants to pay a lesson of this price on a phone. */
  async function payer(locale: Locale, rate: keyof typeof RATES) {
    const tutor = await openTutor(platform, post, 'Awa Koné', {
      rate: { amount: RATES[rate], currency: 'XOF' },
    });
    return wantsToPay({ open, post, tutor, locale, aheadH: 30, timezoneId: 'UTC' });
  }

  async function finance(locale: Locale) {
    const staff = new WebPerson(await open({ locale, viewport: PHONE }), locale, 'Finance');
    await signInAs(staff.visitor, await signInStaff(api, 'finance'));
    return staff;
  }

  it.each(LOCALES)(
    'is not taken, and whoever pays reads what to do, in %s',
    async (locale) => {
      const { person, payments } = await payer(locale, 'huge');
      await person.main.getByRole('radio', { name: 'CinetPay', exact: true }).check();
      const pay = person.t('booking.pay.button', { price: '' }).trim();
      await person.main.getByRole('button', { name: new RegExp(`^${pay}\\s`) }).click();
      const { title } = translateProblem(locale, paymentErrors.turnedDown);
      await person.main.getByText(title).first().waitFor(PATIENT);
      await person.seesAccessibly();
      expect(await payments()).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each([
    ['fr', 'refund', 'refunded'],
    ['en', 'release', 'released'],
  ] as const)(
    'is paid, looked at on a phone, and decided about, in %s: %s',
    async (locale, decision, state) => {
      const { id: bookingId, learner, person, payments } = await payer(locale, 'large');
      const order = { body: { bookingId, psp: 'stripe' }, intent: newIntent() };
      const intent = await learner.api.post('/api/v1/payments/intent', order);
      await payByCard(platform.urls.stripe, intent);
      await expect.poll(async () => (await payments())[0]?.status, PATIENT).toBe('succeeded');
      const params = { path: { id: bookingId } };
      const booking = () => learner.api.get('/api/v1/bookings/{id}', { params });
      await expect.poll(async () => (await booking()).state, PATIENT).toBe('confirmed');

      const staff = await finance(locale);
      await staff.goto('/staff');
      await staff.link('staff.places.risk').click();
      await staff.arrives('/staff/risk');
      const menu = staff.main.getByRole('navigation', { name: staff.t('staff.nav') });
      const place = menu.getByRole('listitem').filter({ hasText: staff.t('staff.places.risk') });
      await place.locator('.tag').waitFor(PATIENT);
      const card = staff.main.locator(`[data-review="${intent.id}"]`);
      await card.getByText(staff.t('risk.payer', { name: 'Moussa Traoré' })).waitFor(PATIENT);
      expect(await card.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
      await staff.main.getByText(staff.t('risk.rules'), { exact: true }).click();
      await staff.reads('risk.rules.means');
      await staff.seesAccessibly();
      await card.getByRole('button', { name: staff.t(`risk.${decision}`), exact: true }).click();
      await card.getByLabel(staff.t('risk.reason')).fill(WORDS);
      await staff.seesAccessibly();
      await card.getByRole('button', { name: staff.t('risk.send', { decision }) }).click();
      await card.waitFor({ state: 'detached', ...PATIENT });
      await staff.link(`risk.shown.${state}`).click();
      await card.getByText(WORDS).waitFor(PATIENT);
      const root = staff.page.locator('html');
      expect(await root.evaluate((all) => all.scrollWidth <= all.clientWidth)).toBe(true);
      await staff.seesAccessibly();

      const back = decision === 'refund' ? RATES.large : 0;
      await expect.poll(async () => (await payments())[0]?.refunded.amount, PATIENT).toBe(back);
      await expect
        .poll(async () => (await booking()).state, PATIENT)
        .toBe(decision === 'refund' ? 'refunded' : 'confirmed');
      for (const { visitor } of [person, staff]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );
});
