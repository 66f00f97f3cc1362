import { PHONE } from '@edu/browser';
import type { Earnings } from '@edu/client';
import { formatMoney, LOCALES, type Locale } from '@edu/contract-kit';
import { ApiClient, openLesson, openTutor, Postbox, signUpByPhone } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const api = new ApiClient(platform.url);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.close();
});

/** As if the time to object were over. */
const becomesPayable = (bookingId: string) =>
  database.query(
    `INSERT INTO payment.earning (booking_id, payment_id, provider_id, amount, currency)
     SELECT booking_id, payment_id, provider_id, part.amount, currency
     FROM payment.payment_part AS part JOIN payment.booking_terms USING (booking_id)
     WHERE booking_id = $1`,
    [bookingId],
  );

describeInBrowser('what is kept of what somebody earns', (open) => {
  async function person(locale: Locale, who: Parameters<typeof signInAs>[1], name: string) {
    const one = new WebPerson(await open({ locale, viewport: PHONE }), locale, name);
    await signInAs(one.visitor, who);
    return one;
  }

  it.each(LOCALES)(
    'is set by finance on a phone, read by the teacher in their earnings, and lifted, in %s',
    async (locale) => {
      const [tutor, student] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const bookingId = await openLesson(platform, platform.urls.stripe, tutor, student);
      const reason = `Deux paiements sont contestés (${tutor.id.slice(-6)}).`;

      const staff = await person(locale, await signInStaff(api, 'finance'), 'Finance');
      await staff.goto('/staff/reserves');
      await staff.main.getByText(staff.t('reserves.setOne'), { exact: true }).click();
      await staff.field('reserves.provider').fill(tutor.id);
      await staff.field('reserves.percent').fill('20');
      await staff.field('reserves.days').fill('30');
      await staff.field('reserves.reason').fill(reason);
      await staff.seesAccessibly();
      await staff.button('reserves.set').click();
      const card = staff.main.locator('[data-reserve]').filter({ hasText: reason });
      await card.getByText('Awa Koné').waitFor(PATIENT);
      await staff.seesAccessibly();

      await becomesPayable(bookingId);
      const teacher = await person(locale, tutor, 'Awa');
      const earnings = () => teacher.api<Earnings>('/me/earnings');
      await expect
        .poll(async () => (await earnings()).items[0]?.reserve ?? null, PATIENT)
        .not.toBeNull();
      const { items, totals } = await earnings();
      const [{ amount, reserve }] = items as [Earnings['items'][number]];
      expect(reserve).toMatchObject({ why: 'decided', words: reason });
      expect(reserve!.amount.amount).toBe(Math.round(amount.amount / 5));
      expect(totals[0]!.payable.amount).toBe(amount.amount - reserve!.amount.amount);
      await teacher.goto('/teaching/earnings');
      const kept = formatMoney(reserve!.amount, locale);
      await teacher.main.getByText(reason).waitFor(PATIENT);
      expect(await teacher.main.getByText(reason).textContent()).toContain(kept);
      await teacher.reads('teaching.earnings.reserved');
      await teacher.seesAccessibly();
      await teacher.link('teaching.earnings.reserveStatement').click();
      await teacher.main.getByText(kept).first().waitFor(PATIENT);
      await teacher.seesAccessibly();

      await card.getByRole('button', { name: staff.t('reserves.lift') }).click();
      await staff.main.getByLabel(staff.t('staff.reason')).fill('La banque a décidé pour elle.');
      await staff.seesAccessibly();
      await card.getByRole('button', { name: staff.t('reserves.lift') }).click(PATIENT);
      await card.waitFor({ state: 'detached', ...PATIENT });
      await staff.link('reserves.shown.lifted').click();
      await card.waitFor(PATIENT);
      await staff.seesAccessibly();
      await expect.poll(async () => (await earnings()).totals[0]?.reserved.amount, PATIENT).toBe(0);
      for (const { visitor } of [staff, teacher]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    300_000,
  );
});
