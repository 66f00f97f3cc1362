import { LOCALES, type Locale } from '@edu/contract-kit';
import { openTutor, Postbox, type Person } from '@edu/journey';
import { afterEach, beforeAll, expect, inject, it } from 'vitest';
import { answersAs } from './answers-as.ts';
import { typesCard } from './types-card.ts';
import { statusesOf, wantsToPay } from './wants-to-pay.harness.ts';
import type { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;
const APP = 'Wave';
const ORANGE = 'Orange Money';

const control = (path: string, body: object = {}, url = platform.waveUrl) =>
  fetch(`${url}/_control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describeInBrowser('the ways to pay', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });
  afterEach(async () => {
    for (const url of [platform.waveUrl, platform.orangeMoneyUrl]) {
      await control('reset-faults', {}, url);
    }
  });

  /** Somebody of whom it is not known where they are. */
  const somebody = (locale: Locale, aheadH: number) =>
    wantsToPay({ open, post, tutor, locale, aheadH, timezoneId: 'UTC' });

  const way = (person: WebPerson, name: string) =>
    person.main.getByRole('radio', { name, exact: true });
  const priced = (person: WebPerson, key: 'booking.pay.button' | 'booking.pay.goOn') =>
    person.main.getByRole('button', { name: person.t(key, { price: '' }).trim() });

  /** Chooses the app, and is led to it. */
  async function goesToApp(person: WebPerson): Promise<void> {
    await way(person, APP).check();
    await person.reads('booking.way.hint.redirect', { name: APP });
    await person.seesAccessibly();
    await priced(person, 'booking.pay.button').dblclick();
    await person.page.waitForURL(/\/c\/cos-/);
  }
  const answersInApp = (person: WebPerson, outcome: 'pay' | 'refuse') =>
    person.page.locator(`button[value=${outcome}]`).click();

  it.each(LOCALES)(
    'are chosen from, and the app of one of them pays: %s',
    async (locale) => {
      const { id, person, payments } = await somebody(locale, 2);
      // The card is proposed to somebody of whom nothing is known.
      await person.reads('booking.way.hint.card');
      expect(await way(person, person.t('booking.way.card')).isChecked()).toBe(true);
      await goesToApp(person);
      await answersInApp(person, 'pay');
      await person.arrives(`/lessons/${id}/pay`);
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      await person.seesAccessibly();
      expect(statusesOf(await payments())).toEqual(['wave succeeded']);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'are changed after a refusal: the app can take no money any more, the card does',
    async () => {
      const { id, person, payments } = await somebody('fr', 4);
      await goesToApp(person);
      const session = person.page.url();
      await answersInApp(person, 'refuse');
      await person.page.getByRole('alert').waitFor();
      await person.page.getByRole('link').first().click();
      await person.arrives(`/lessons/${id}/pay`);
      await person.reads('booking.failed.title');
      // What was begun is gone on with unless another way is chosen.
      expect(await way(person, APP).isChecked()).toBe(true);
      await priced(person, 'booking.pay.goOn').waitFor();
      await person.seesAccessibly();

      await way(person, person.t('booking.way.card')).check();
      await priced(person, 'booking.pay.button').click();
      await person.button('booking.pay.byCard').waitFor();
      expect(statusesOf(await payments())).toEqual(['stripe pending', 'wave canceled']);
      const late = new URLSearchParams({ outcome: 'pay' });
      expect(await (await fetch(session, { method: 'POST', body: late })).text()).not.toContain(
        'value="pay"',
      );

      await typesCard(person, '4242 4242 4242 4242');
      await person.button('booking.pay.byCard').click();
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      expect(statusesOf(await payments())).toEqual(['stripe succeeded', 'wave canceled']);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'are there until the time to pay is over: %s',
    async (locale) => {
      const { id, person } = await somebody(locale, 8);
      await way(person, APP).waitFor();
      // As if most of that time had passed before anybody looked.
      const booking = `/api/v1/bookings/${id}`;
      const holdExpiresAt = new Date(Date.now() + 8_000).toISOString();
      await answersAs(person.page, booking, { holdExpiresAt });
      await person.page.reload();
      const left = person.main.getByRole('timer');
      await expect.poll(() => left.innerText(), PATIENT).toMatch(/0:0\d/);
      await answersAs(person.page, booking, { state: 'expired', holdExpiresAt: null });
      await person.main
        .getByText(person.t('booking.expired.title'), { exact: true })
        .waitFor(PATIENT);
      await person.link('lessons.bookAgain').waitFor();
      for (const role of ['timer', 'radio', 'button'] as const) {
        expect(await person.main.getByRole(role).count()).toBe(0);
      }
      await person.seesAccessibly();
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'lead to a page that is said once, and there again whoever comes back unpaid',
    async () => {
      const { id, person, payments } = await somebody('fr', 10);
      await way(person, 'CinetPay').check();
      await person.reads('booking.way.hint.redirect', { name: 'CinetPay' });
      await priced(person, 'booking.pay.button').click();
      await person.page.waitForURL(/\/c\/\w{40,}$/);
      const page = person.page.url();
      await person.page.getByRole('link').first().click();
      await person.arrives(`/lessons/${id}/pay`);
      expect(await way(person, 'CinetPay').isChecked()).toBe(true);
      await priced(person, 'booking.pay.goOn').click(PATIENT);
      await person.page.waitForURL(page);
      await answersInApp(person, 'pay');
      await person.arrives(`/lessons/${id}/pay`);
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      expect(statusesOf(await payments())).toEqual(['cinetpay succeeded']);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'lead to the page of Orange Money, which pays after a page that was left too long: %s',
    async (locale) => {
      const { id, person, payments } = await somebody(locale, 12);
      await way(person, ORANGE).check();
      await person.reads('booking.way.hint.redirect', { name: ORANGE });
      await person.seesAccessibly();
      await priced(person, 'booking.pay.button').click();
      await person.page.waitForURL(/\/c\/[\da-f]{64}$/);
      const page = person.page.url();
      // As if it had been open for more than its ten minutes.
      await control('faults', { pageMs: 0 }, platform.orangeMoneyUrl);
      await person.page.reload();
      expect(await person.page.locator('button').count()).toBe(0);
      await control('reset-faults', {}, platform.orangeMoneyUrl);
      await person.page.getByRole('link').first().click();
      await person.arrives(`/lessons/${id}/pay`);
      await person.reads('booking.failed.title');
      expect(await way(person, ORANGE).isChecked()).toBe(true);
      // Whether it is known by now that the page has ended or not, the next one is another.
      const pay = priced(person, 'booking.pay.button').or(priced(person, 'booking.pay.goOn'));
      await pay.click(PATIENT);
      await person.page.waitForURL((url) => url.pathname.startsWith('/c/') && url.href !== page);
      await answersInApp(person, 'pay');
      await person.arrives(`/lessons/${id}/pay`);
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      await person.seesAccessibly();
      expect(statusesOf(await payments())).toEqual([
        'orange-money succeeded',
        'orange-money canceled',
      ]);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'find the session that was made when its answer was lost, and make no other',
    async () => {
      const { id, person, payments } = await somebody('en', 6);
      const lost = { next: 1, operations: ['sessions.create'] };
      await control('faults', { api: { timeoutAfterCharging: lost } });
      await way(person, APP).check();
      await priced(person, 'booking.pay.button').click();
      // Nobody is offered to pay while it is not known whether the app may take money.
      await person.main
        .getByText(person.t('booking.checking.title'), { exact: true })
        .waitFor(PATIENT);
      expect(await priced(person, 'booking.pay.button').count()).toBe(0);
      await priced(person, 'booking.pay.goOn').click(PATIENT);
      await person.page.waitForURL(/\/c\/cos-/);
      await answersInApp(person, 'pay');
      await person.arrives(`/lessons/${id}/pay`);
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      expect(statusesOf(await payments())).toEqual(['wave succeeded']);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );
});
