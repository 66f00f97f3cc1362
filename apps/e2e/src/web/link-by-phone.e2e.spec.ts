import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { openTutor, Postbox, type Person } from '@edu/journey';
import { beforeAll, expect, inject, it } from 'vitest';
import { depositsOf, phoneAnswers } from './answers-on-phone.ts';
import { statusesOf, wantsToPay } from './wants-to-pay.harness.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;

describeInBrowser('Mobile Money by a link', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  const shows = (person: WebPerson, text: string) =>
    person.main.getByText(text, { exact: true }).first().waitFor(PATIENT);
  const priced = (person: WebPerson, key: 'booking.phone.ask' | 'booking.phone.again') =>
    person.main.getByRole('button', { name: person.t(key, { price: '' }).trim() });

  it.each(LOCALES)(
    'is paid from a number that was kept with another operator, after a refusal: %s',
    async (locale) => {
      const aheadH = locale === 'fr' ? 2 : 6;
      const { person, payments } = await wantsToPay({ open, post, tutor, locale, aheadH });
      await person.button('booking.ask.button').click();
      await person.button('booking.ask.make').click();
      const address = person.field('booking.ask.address');
      await address.waitFor(PATIENT);
      const url = await address.inputValue();

      const visitor = await open({ locale, viewport: PHONE, timezoneId: 'Africa/Abidjan' });
      const uncle = new WebPerson(visitor, locale, 'Somebody');
      await uncle.page.goto(url);
      await uncle.field('booking.phone.number').waitFor(PATIENT);
      await uncle.field('booking.phone.number').fill('05 99 00 00 01');
      await uncle.button('booking.phone.goOn').click();
      await shows(uncle, uncle.t('booking.phone.next', { operator: 'MTN Mobile Money' }));
      await uncle.seesAccessibly();
      await uncle.field('booking.phone.operator').selectOption('Orange Money');
      // What happens next is on the phone, and said of the operator that it is with.
      await shows(uncle, uncle.t('booking.phone.nextDial', { code: '#144*82#' }));
      await uncle.seesAccessibly();
      await priced(uncle, 'booking.phone.ask').dblclick();
      await shows(uncle, uncle.t('booking.push.title'));
      await uncle.main
        .getByRole('timer')
        .getByText(/[1-5]:\d\d/)
        .last()
        .waitFor(PATIENT);
      await uncle.seesAccessibly();
      // Who asked sees that somebody is at it, and no number.
      await person.reads('booking.linkOpen.title');
      expect(await person.main.innerText()).not.toContain('99 00 00 01');

      const [refused] = await payments();
      expect(refused).toMatchObject({ psp: 'pawapay', status: 'pending', byLink: true });
      await phoneAnswers(refused!, 'PAYMENT_NOT_APPROVED');
      await shows(uncle, uncle.t('booking.notConfirmed.title'));
      await uncle.seesAccessibly();
      await priced(uncle, 'booking.phone.again').dblclick();
      await shows(uncle, uncle.t('booking.push.title'));
      const [second] = await payments();
      expect(second!.id).not.toBe(refused!.id);
      await phoneAnswers(second!, 'COMPLETED');
      await shows(uncle, uncle.t('booking.link.thanks.title'));
      await uncle.link('booking.link.verify').waitFor(PATIENT);
      await uncle.seesAccessibly();

      await shows(person, person.t('booking.paidByLink.title'));
      expect(statusesOf(await payments())).toEqual(['pawapay succeeded', 'pawapay canceled']);
      expect(await depositsOf(second!)).toMatchObject([{ status: 'COMPLETED' }]);
      for (const one of [person, uncle]) {
        expect(one.visitor.faults).toEqual([]);
        await one.visitor.close();
      }
    },
    JOURNEY_MS,
  );
});
