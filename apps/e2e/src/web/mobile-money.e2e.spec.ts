import type { Payment } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { openTutor, Postbox, type Person } from '@edu/journey';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import { depositsOf, phoneAnswers } from './answers-on-phone.ts';
import { choosesCard, typesCard } from './types-card.ts';
import { statusesOf, wantsToPay } from './wants-to-pay.harness.ts';
import type { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;

/** The nearest thing that works is named with it. */
const ELSEWHERE = {
  fr: /Les numéros de ce pays ne peuvent pas payer ce prix.*Bénin.*Côte d’Ivoire/,
  en: /Numbers of this country cannot pay this price.*Benin.*Côte d’Ivoire/,
};

describeInBrowser('Mobile Money by a phone number', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  const shows = (person: WebPerson, text: string) =>
    person.main.getByText(text, { exact: true }).first().waitFor(PATIENT);
  const priced = (
    person: WebPerson,
    key: 'booking.phone.ask' | 'booking.phone.again' | 'booking.pay.button',
  ) => person.main.getByRole('button', { name: person.t(key, { price: '' }).trim() });

  async function names(person: WebPerson, number: string): Promise<void> {
    await person.field('booking.phone.number').fill(number);
    await person.button('booking.phone.goOn').click();
  }

  /** As if the clock of the prompt ran out so soon. */
  async function runsOut(page: Page, afterMs: number): Promise<void> {
    const promptEndsAt = new Date(Date.now() + afterMs).toISOString();
    await page.unroute('**/api/v1/payments?*');
    await page.route('**/api/v1/payments?*', async (route) => {
      const response = await route.fetch();
      const { items, ...rest } = (await response.json()) as { items: Payment[] };
      const json = { ...rest, items: items.map((item) => ({ ...item, promptEndsAt })) };
      await route.fulfill({ response, json });
    });
  }

  it.each(LOCALES)(
    'pays on the fresh try, after a prompt that nobody answered: %s',
    async (locale) => {
      const { person, payments } = await wantsToPay({ open, post, tutor, locale, aheadH: 2 });
      const proposed = person.main.getByRole('radio', { name: 'Mobile Money', exact: true });
      await proposed.waitFor(PATIENT);
      expect(await proposed.isChecked()).toBe(true);

      await names(person, '+33 6 12 34 56 78');
      await person.main.getByText(ELSEWHERE[locale]).waitFor(PATIENT);
      await person.seesAccessibly();
      await names(person, '05 01 02 03 04');
      const country = 'Côte d’Ivoire';
      await shows(
        person,
        person.t('booking.phone.wallet', { operator: 'MTN Mobile Money', country }),
      );
      await person.seesAccessibly();
      await priced(person, 'booking.phone.ask').dblclick();

      await shows(person, person.t('booking.push.title'));
      await shows(person, person.t('booking.push.dial', { code: '*133#' }));
      await person.main
        .getByRole('timer')
        .getByText(/[1-5]:\d\d/)
        .last()
        .waitFor(PATIENT);
      await person.seesAccessibly();
      expect(statusesOf(await payments())).toEqual(['pawapay pending']);

      await runsOut(person.page, 55_000);
      // Before it ends it reminds whoever has put the phone away, also in another tab.
      await shows(person, person.t('booking.push.ending'));
      expect(await person.page.title()).toBe(person.t('booking.push.endingTitle'));
      await person.seesAccessibly();

      await runsOut(person.page, 3_000);
      await shows(person, person.t('booking.promptOver.title'));
      // Nothing can be paid until the operator has said what became of it.
      for (const role of ['radio', 'button'] as const) {
        expect(await person.main.getByRole(role).count()).toBe(0);
      }
      await person.seesAccessibly();
      const [first] = await payments();
      await phoneAnswers(first!, 'PAYMENT_NOT_APPROVED');
      await shows(person, person.t('booking.notConfirmed.title'));
      await person.page.unroute('**/api/v1/payments?*');
      await person.seesAccessibly();

      await priced(person, 'booking.phone.again').dblclick();
      await shows(person, person.t('booking.push.title'));
      const [second] = await payments();
      expect(second!.id).not.toBe(first!.id);
      await phoneAnswers(second!, 'COMPLETED');
      await shows(person, person.t('booking.confirmed.title'));
      await person.seesAccessibly();
      expect(statusesOf(await payments())).toEqual(['pawapay succeeded', 'pawapay canceled']);
      expect(await depositsOf(first!)).toMatchObject([{ status: 'FAILED' }]);
      expect(await depositsOf(second!)).toMatchObject([{ status: 'COMPLETED' }]);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'is counted down after a reload too, and leaves the card to whoever refuses',
    async () => {
      const { person, payments } = await wantsToPay({ open, post, tutor, locale: 'en', aheadH: 4 });
      // Kept by its owner, who is with another operator than it seems.
      await names(person, '05 99 00 00 01');
      await shows(person, person.t('booking.phone.next', { operator: 'MTN Mobile Money' }));
      await person.field('booking.phone.operator').selectOption('Orange Money');
      await shows(person, person.t('booking.phone.nextDial', { code: '#144*82#' }));
      await person.seesAccessibly();
      await priced(person, 'booking.phone.ask').click();
      await shows(person, person.t('booking.push.title'));
      await person.page.reload();
      await shows(person, person.t('booking.push.title'));
      await person.main
        .getByRole('timer')
        .getByText(/[1-5]:\d\d/)
        .last()
        .waitFor(PATIENT);
      const [refused] = await payments();
      await phoneAnswers(refused!, 'PAYMENT_NOT_APPROVED');
      await shows(person, person.t('booking.notConfirmed.title'));
      // The number is kept nowhere.
      expect(await person.field('booking.phone.number').inputValue()).toBe('');
      const kept = await person.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
      expect(kept).not.toContain('599000001');

      await choosesCard(person);
      await priced(person, 'booking.pay.button').click();
      await person.button('booking.pay.byCard').waitFor(PATIENT);
      await typesCard(person, '4242 4242 4242 4242');
      await person.button('booking.pay.byCard').click();
      await shows(person, person.t('booking.confirmed.title'));
      expect(statusesOf(await payments())).toEqual(['stripe succeeded', 'pawapay canceled']);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );
});
