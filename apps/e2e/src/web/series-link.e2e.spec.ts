import { PHONE } from '@edu/browser';
import { newIntent, type Payment, type Series } from '@edu/client';
import { formatMoney, LOCALES, type Locale } from '@edu/contract-kit';
import {
  firstStart,
  openTutor,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { beforeAll, expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { typesCard } from './types-card.ts';
import { statusesOf } from './wants-to-pay.harness.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;
const HOUR_MS = 3_600_000;

describeInBrowser('a link by which somebody else pays a series at once', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  /** Somebody with three lessons to pay, on the page of their series. */
  async function hasSeries(locale: Locale) {
    const learner = await signUpByPhone(platform, post, 'Moussa Traoré', locale);
    const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
    const start = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
    const body = { providerId: tutor.id, starts: [start], repeat: { times: 3 } };
    const { id, lessons } = await learner.api.post('/api/v1/series', { body, intent: newIntent() });
    const visitor = await open({ locale, viewport: PHONE });
    await signInAs(visitor, learner);
    const person = new WebPerson(visitor, locale, learner.displayName);
    const statesOf = async () =>
      (await person.api<Series>(`/series/${id}`)).lessons.map(({ state }) => state);
    await person.goto(`/lessons/series/${id}`);
    return { learner, person, lessons, statesOf };
  }

  async function makesLink(person: WebPerson, count: number): Promise<string> {
    await person.button('booking.ask.buttonSeveral', { count }).click();
    await person.button('booking.ask.make').click();
    const address = person.field('booking.ask.address');
    await address.waitFor(PATIENT);
    return address.inputValue();
  }

  /** Somebody with a phone and no account opens it. */
  async function opens(url: string, locale: Locale): Promise<WebPerson> {
    const visitor = await open({ locale, viewport: PHONE, timezoneId: 'Europe/Paris' });
    const relative = new WebPerson(visitor, locale, 'Somebody');
    await relative.page.goto(url);
    return relative;
  }

  const shows = (person: WebPerson, text: string) =>
    person.main.getByText(text, { exact: true }).first().waitFor(PATIENT);

  it.each(LOCALES)(
    'is opened by a relative abroad, who pays all of it in euro: %s',
    async (locale) => {
      const { person, lessons, statesOf } = await hasSeries(locale);
      const [{ id: first, price }] = lessons as [(typeof lessons)[0]];
      const total = formatMoney({ ...price, amount: 3 * price.amount }, locale);
      const url = await makesLink(person, 3);
      await person.seesAccessibly();
      const shared = await person.link('booking.ask.whatsapp').getAttribute('href');
      expect(decodeURIComponent(shared!)).toContain(
        `${person.t('booking.ask.messageSeveral', { count: 3, price: total })} ${url}`,
      );

      const relative = await opens(url, locale);
      await relative.main.getByText(/Moussa/).waitFor(PATIENT);
      await relative.main.getByText(/Awa/).waitFor(PATIENT);
      const asked = await relative.main.innerText();
      for (const said of [total, '3', relative.t('booking.link.last')]) {
        expect(asked).toContain(said);
      }
      for (const secret of ['Traoré', 'Koné']) expect(asked).not.toContain(secret);
      await relative.main.getByRole('timer').waitFor(PATIENT);
      await relative.seesAccessibly();
      await relative.main.getByRole('radio', { name: /^euro$/i }).check();
      await relative.main.getByText(/655[.,]957/).waitFor(PATIENT);
      await relative.main.getByRole('button', { name: /€/ }).dblclick();
      await typesCard(relative, '4242 4242 4242 4242');
      await relative.button('booking.pay.byCard').click();
      await shows(relative, relative.t('booking.link.thanks.title'));
      await relative.link('booking.link.verify').waitFor(PATIENT);
      await relative.seesAccessibly();

      await expect.poll(statesOf, PATIENT).toEqual(Array(3).fill('confirmed'));
      const { items } = await person.api<{ items: Payment[] }>(`/payments?bookingId=${first}`);
      expect(statusesOf(items)).toEqual(['stripe succeeded']);
      expect(items[0]).toMatchObject({
        ...{ byLink: true, parts: { length: 3 }, charged: { currency: 'EUR' } },
        amount: { amount: 3 * price.amount },
      });
      // Opened again it says so, and there is nothing to press.
      await relative.page.goto(url);
      await shows(relative, relative.t('booking.link.thanks.title'));
      expect(await relative.main.getByRole('button').count()).toBe(0);
      await person.page.reload();
      await person.reads('series.mine');
      await person.main.locator('.lesson-card').nth(2).waitFor();
      expect(await person.button('booking.ask.buttonSeveral', { count: 3 }).count()).toBe(0);
      await person.goto(`/lessons/${first}/pay`);
      await shows(person, person.t('booking.paidByLink.title'));
      await person.seesAccessibly();
      for (const one of [person, relative]) {
        expect(one.visitor.faults).toEqual([]);
        await one.visitor.close();
      }
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'says that it no longer fits once one of them is called off, and another one is for the rest: %s',
    async (locale) => {
      const { learner, person, lessons } = await hasSeries(locale);
      const old = await makesLink(person, 3);
      const path = { id: lessons[2]!.id };
      const calling = { params: { path }, body: {}, intent: newIntent() };
      await learner.api.post('/api/v1/bookings/{id}/cancel', calling);
      const relative = await opens(old, locale);
      await expect
        .poll(async () => (await relative.page.reload(), relative.main.innerText()), PATIENT)
        .toContain(relative.t('booking.link.changed.title'));
      expect(await relative.main.innerText()).not.toContain('Moussa');
      expect(await relative.main.getByRole('button').count()).toBe(0);
      await relative.seesAccessibly();

      await person.page.reload();
      const url = await makesLink(person, 2);
      await person.main.getByText(person.t('booking.ask.changed')).waitFor(PATIENT);
      await person.seesAccessibly();
      await relative.page.goto(url);
      await relative.main.getByText(/Moussa/).waitFor(PATIENT);
      const amount = 2 * lessons[0]!.price.amount;
      const rest = formatMoney({ ...lessons[0]!.price, amount }, locale);
      expect(await relative.main.innerText()).toContain(rest);
      for (const one of [person, relative]) {
        expect(one.visitor.faults).toEqual([]);
        await one.visitor.close();
      }
    },
    JOURNEY_MS,
  );
});
