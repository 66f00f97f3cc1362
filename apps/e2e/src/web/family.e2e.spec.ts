import { PHONE } from '@edu/browser';
import { LOCALES } from '@edu/contract-kit';
import { freshEmail, Postbox } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
const JOURNEY_MS = 120_000;

describeInBrowser('a family', (open) => {
  it.each(LOCALES)(
    'a parent adds a child, caps what it costs, and books for it beyond that, in %s on a phone',
    async (locale) => {
      const visitor = await open({ locale, viewport: PHONE });
      const person = new WebPerson(visitor, locale, 'Aya Kouassi');
      const { main } = person;
      await person.goto('/sign-up?as=parent');
      await person.signUp(post, 'parent', freshEmail('family'));
      await person.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));

      await person.goto('/account/family');
      await person.reads('family.none');
      await person.seesAccessibly();
      await person.button('family.add').click();
      await person.field('family.firstName').fill('Moussa');
      await person.field('family.birthYear').fill('2014');
      await person.field('family.country').selectOption('CI');
      await person.field('family.consent.agree').check();
      await person.seesAccessibly();
      await person.button('family.add').click();
      await main.getByRole('heading', { name: 'Moussa' }).waitFor();

      await main.getByText(person.t('family.caps.title'), { exact: true }).click();
      await person.field('family.caps.monthly').fill('500');
      await person.button('site.save').click();
      await person.reads('family.facts.monthly');
      await person.seesAccessibly();

      await person.goto('/search?subject=maths&verified=identity');
      await main.getByRole('heading', { level: 3 }).getByRole('link').first().click();
      const times = main.getByRole('region', { name: person.t('provider.choose') });
      await times
        .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ })
        .last()
        .click();
      await person.arrives('/book');
      const whom = person.field('booking.forWhom');
      await expect
        .poll(() => whom.locator('option:checked').innerText(), { timeout: 10_000 })
        .toBe('Moussa');
      await person.seesAccessibly();
      await person.button('booking.reserve').click();
      // Beyond the cap: nothing is booked until the parent says so.
      await person.button('booking.beyondCaps').click();
      await person.arrives(/\/lessons\/[^/]+\/pay$/);

      await person.goto('/account/family');
      const lesson = main.locator('a[href*="/lessons/"]').first();
      await lesson.waitFor();
      await person.seesAccessibly();
      await visitor.close();
    },
    JOURNEY_MS,
  );
});
