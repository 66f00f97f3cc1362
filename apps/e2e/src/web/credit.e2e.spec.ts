import { DESKTOP } from '@edu/browser';
import { newIntent, type Credit, type Payment, type User } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { ApiClient, firstStart, openTutor, Postbox, readSlots, type Person } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { provesByCode } from './proves-by-code.ts';
import { signInAs } from './sign-in.ts';
import { wantsToPay } from './wants-to-pay.harness.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const api = new ApiClient(platform.url);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 240_000;
const PAGE = 'CinetPay';

afterAll(() => api.close());

/** The day that a payout of credit waits is over. */
async function dayPasses(id: string): Promise<void> {
  const database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
  try {
    // Of the triggers of its tables too.
    await database.query('SET search_path TO payment');
    await database.query('UPDATE payout SET due_at = now() WHERE id = $1', [id]);
  } finally {
    await database.end();
  }
}

describeInBrowser('a refund that the payment service does not send back', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  /** Pays on the page of a service without refunds; then the tutor calls the lesson off. */
  async function paidInVain(locale: (typeof LOCALES)[number], aheadH: number) {
    const { id, learner, person } = await wantsToPay({
      ...{ open, post, tutor, locale, aheadH, timezoneId: 'UTC' },
    });
    await person.main.getByRole('radio', { name: PAGE, exact: true }).check();
    const pay = person.t('booking.pay.button', { price: '' }).trim();
    await person.main.getByRole('button', { name: new RegExp(`^${pay}\\s`) }).click();
    await person.page.waitForURL(/\/c\/\w{40,}$/);
    await person.page.locator('button[value=pay]').click();
    await person.arrives(`/lessons/${id}/pay`);
    await person.main
      .getByText(person.t('booking.confirmed.title'), { exact: true })
      .waitFor(PATIENT);
    const params = { path: { id } };
    await tutor.api.post('/api/v1/bookings/{id}/cancel', { params, body: {}, intent: newIntent() });
    await expect
      .poll(async () => (await person.api<Credit>('/me/credit')).waiting.length, PATIENT)
      .toBe(1);
    const { waiting } = await person.api<Credit>('/me/credit');
    return { learner, person, refund: waiting[0]! };
  }

  /** Another lesson, which costs as much as there is of credit. */
  async function paysByCredit(person: WebPerson, { api: own }: Person, aheadH: number) {
    const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
    const startsAt = firstStart(slots, new Date(Date.now() + aheadH * 3_600_000));
    const slot = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
    const { id } = await own.post('/api/v1/bookings', slot);
    await person.goto(`/lessons/${id}/pay`);
    await person.reads('booking.credit.covers');
    await person.seesAccessibly();
    const [, label] = person.t('booking.pay.byCredit', { price: '@' }).split('@');
    const pay = person.main.getByRole('button', { name: label!.trim() });
    const use = person.main.getByRole('checkbox');
    await use.uncheck();
    expect(await pay.count()).toBe(0);
    await use.check();
    await pay.dblclick();
    await person.main
      .getByText(person.t('booking.confirmed.title'), { exact: true })
      .waitFor(PATIENT);
    await person.seesAccessibly();
    const { items } = await person.api<{ items: Payment[] }>(`/payments?bookingId=${id}`);
    expect(items.map(({ psp, status }) => `${psp} ${status}`)).toEqual(['credit succeeded']);
    expect((await person.api<Credit>('/me/credit')).balances).toEqual([]);
  }

  it.each(LOCALES)(
    'becomes credit where its payer wants it so, and pays for another lesson: %s',
    async (locale) => {
      const { learner, person, refund } = await paidInVain(locale, locale === 'fr' ? 30 : 34);
      await person.goto('/inbox');
      await person.main
        .getByText(person.t('notifications.refund-offered.title'))
        .first()
        .waitFor(PATIENT);
      await person.goto('/account');
      await person.link('account.credit.open').click();
      await person.arrives('/account/credit');
      await person.reads('credit.none');
      await person.reads('credit.waiting.what');
      await person.seesAccessibly();
      await person.button('credit.takeCredit').dblclick();
      await person.reads('credit.balance');
      await person.main.locator(`[data-refund="${refund.id}"]`).waitFor({ state: 'detached' });
      expect((await person.api<Credit>('/me/credit')).balances).toEqual([refund.amount]);
      await person.seesAccessibly();
      await person.link('credit.statement').click();
      await person.arrives('/account/statement');
      const reason = person.t('documents.reason.canceled');
      await person.reads('statement.line.refund_as_credit', { as: 'credit', reason });
      await person.seesAccessibly();
      await paysByCredit(person, learner, locale === 'fr' ? 54 : 58);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'becomes credit, which is paid out to the number of the account: %s',
    async (locale) => {
      const { person, refund } = await paidInVain(locale, locale === 'fr' ? 62 : 66);
      const { phone } = await person.api<User>('/me');
      await person.goto('/account/credit');
      await person.button('credit.takeCredit').click();
      await person.reads('credit.balance');
      await person.button('credit.payOut').click();
      await person.button('credit.payOut.yes').waitFor(PATIENT);
      await person.seesAccessibly();
      const address = { channel: 'sms', phone: phone! } as const;
      await provesByCode(person, post, address, () => person.button('credit.payOut.yes').click());
      const entry = person.main.locator('[data-payout]');
      await entry.waitFor(PATIENT);
      await person.seesAccessibly();
      const { balances, payouts } = await person.api<Credit>('/me/credit');
      expect(balances).toEqual([]);
      const [made, ...more] = payouts;
      expect(more).toEqual([]);
      expect(made).toMatchObject({ amount: refund.amount, state: 'on_its_way' });
      await dayPasses(made!.id);
      await expect
        .poll(async () => (await person.api<Credit>('/me/credit')).payouts[0]!.state, PATIENT)
        .toBe('paid');
      await person.page.reload();
      await entry.getByText(person.t('credit.paidOut.state', { state: 'paid' })).waitFor(PATIENT);
      await person.seesAccessibly();
      await person.goto('/inbox');
      await person.main
        .getByText(person.t('notifications.credit-paid-out.title'))
        .first()
        .waitFor(PATIENT);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'is sent by hand where its payer waits for the money',
    async () => {
      const { person, refund } = await paidInVain('fr', 38);
      await person.goto('/account/credit');
      await person.button('credit.takeMoney').click();
      await person.reads('credit.waiting.owed');
      await person.seesAccessibly();

      const staff = new WebPerson(await open({ locale: 'fr', viewport: DESKTOP }), 'fr', 'Finance');
      await signInAs(staff.visitor, await signInStaff(api, 'finance'));
      await staff.goto('/staff/refunds');
      const card = staff.main.locator(`[data-refund="${refund.id}"]`);
      await card.getByText(staff.t('credit.staff.state', { state: 'owed' })).waitFor(PATIENT);
      await staff.seesAccessibly();
      await card.getByRole('button', { name: staff.t('credit.staff.sent') }).click();
      await card.getByLabel(staff.t('credit.staff.reference')).fill('TR-2026-0042');
      await staff.seesAccessibly();
      await card.getByRole('button', { name: staff.t('credit.staff.confirm') }).click();
      await card.waitFor({ state: 'detached', ...PATIENT });

      await person.page.reload();
      await person.reads('credit.none');
      expect(await person.main.locator('[data-refund]').count()).toBe(0);
      for (const { visitor } of [person, staff]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );
});
