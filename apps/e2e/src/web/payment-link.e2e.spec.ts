import { PHONE } from '@edu/browser';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { openTutor, Postbox, type Person } from '@edu/journey';
import { beforeAll, expect, inject, it } from 'vitest';
import { typesCard } from './types-card.ts';
import { statusesOf, wantsToPay } from './wants-to-pay.harness.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;

describeInBrowser('a link by which somebody else pays', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  /** Makes a link on the page of the payment. */
  async function makesLink(person: WebPerson): Promise<string> {
    await person.button('booking.ask.make').click();
    const address = person.field('booking.ask.address');
    await address.waitFor(PATIENT);
    return address.inputValue();
  }

  /** Somebody abroad, with a phone and no account, opens it. */
  async function opens(url: string, locale: Locale): Promise<WebPerson> {
    const visitor = await open({ locale, viewport: PHONE, timezoneId: 'Europe/Paris' });
    const relative = new WebPerson(visitor, locale, 'Somebody');
    await relative.page.goto(url);
    return relative;
  }

  it.each(LOCALES)(
    'is given to a relative abroad, who pays in euro by card without an account: %s',
    async (locale) => {
      const aheadH = locale === 'fr' ? 2 : 6;
      const { id, person, payments } = await wantsToPay({ open, post, tutor, locale, aheadH });
      await person.button('booking.ask.button').click();
      const url = await makesLink(person);
      await person.seesAccessibly();
      const shared = await person.link('booking.ask.whatsapp').getAttribute('href');
      expect(decodeURIComponent(shared!)).toContain(url);

      const relative = await opens(url, locale);
      await relative.main.getByText(/Moussa/).waitFor(PATIENT);
      const asked = await relative.main.innerText();
      for (const secret of ['Traoré', 'Awa', 'Koné']) expect(asked).not.toContain(secret);
      await relative.main.getByRole('timer').waitFor(PATIENT);
      await relative.seesAccessibly();
      // Their card is in euro.
      await relative.main.getByRole('radio', { name: /^euro$/i }).check();
      await relative.main.getByText(/655[.,]957/).waitFor(PATIENT);
      await relative.seesAccessibly();
      await relative.main.getByRole('button', { name: /7[.,]63/ }).dblclick();
      await typesCard(relative, '4242 4242 4242 4242');
      // Who asked sees that somebody is at it.
      await person.reads('booking.linkOpen.title');
      await person.seesAccessibly();
      await relative.button('booking.pay.byCard').click();
      await relative.main
        .getByText(relative.t('booking.link.thanks.title'), { exact: true })
        .waitFor(PATIENT);
      await relative.link('booking.link.verify').waitFor(PATIENT);
      await relative.seesAccessibly();

      await person.main
        .getByText(person.t('booking.paidByLink.title'), { exact: true })
        .waitFor(PATIENT);
      const paid = await payments();
      expect(statusesOf(paid)).toEqual(['stripe succeeded']);
      expect(paid[0]!.charged).toEqual({ amount: 763, currency: 'EUR' });
      expect((await person.api<{ state: string }>(`/bookings/${id}`)).state).toBe('confirmed');
      await person.seesAccessibly();

      // The receipt proves itself to whoever has no account.
      await relative.link('booking.link.verify').click();
      await relative.reads('documents.verify.ours');
      // The link says the same for as long as it is looked at.
      await relative.page.goto(url);
      await relative.reads('booking.link.thanks.title');
      expect(await relative.main.getByRole('radio').count()).toBe(0);
      for (const one of [person, relative]) {
        expect(one.visitor.faults).toEqual([]);
        await one.visitor.close();
      }
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'leads nowhere once it is withdrawn, and to a plain page once it is paid another way: %s',
    async (locale) => {
      const aheadH = locale === 'fr' ? 10 : 14;
      const { person } = await wantsToPay({
        ...{ open, post, tutor, locale, aheadH },
        timezoneId: 'UTC',
      });
      await person.button('booking.ask.button').click();
      const first = await makesLink(person);
      const withdraw = person.main.getByRole('button', {
        name: person.t('booking.ask.withdrawOf', { at: '' }).trim(),
      });
      await withdraw.click();
      await withdraw.waitFor({ ...PATIENT, state: 'detached' });
      const relative = await opens(first, locale);
      await relative.reads('booking.link.gone.title');
      await relative.seesAccessibly();

      const second = await makesLink(person);
      await person.main
        .getByRole('button', { name: person.t('booking.pay.button', { price: '' }).trim() })
        .click();
      await typesCard(person, '4242 4242 4242 4242');
      await person.button('booking.pay.byCard').click();
      await person.main
        .getByText(person.t('booking.confirmed.title'), { exact: true })
        .waitFor(PATIENT);
      await relative.page.goto(second);
      await relative.reads('booking.link.alreadyPaid.title');
      expect(await relative.main.innerText()).not.toContain('Moussa');
      expect(await relative.main.getByRole('button').count()).toBe(0);
      await relative.seesAccessibly();
      // What cannot be opened is answered 404, which a browser says on its console.
      const faults = relative.visitor.faults.filter((fault) => !/404/.test(String(fault)));
      expect(faults).toEqual([]);
      expect(person.visitor.faults).toEqual([]);
      for (const one of [person, relative]) await one.visitor.close();
    },
    JOURNEY_MS,
  );
});
