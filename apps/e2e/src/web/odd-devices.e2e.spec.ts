import { movingParts } from '@edu/browser';
import {
  firstStart,
  freshPhone,
  openTutor,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { beforeAll, expect, inject, it, vi } from 'vitest';
import { signInAs } from './sign-in.ts';
import { choosesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** Until a page shows what it has asked for, on a busy machine. */
const PATIENT = { timeout: 20_000 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let tutor: Person;
/** Of the tutor's free times, a few hours from now. */
let startAfter: (hours: number) => string;
const slotOf = (start: string) =>
  `/book?${new URLSearchParams({ provider: tutor.id, start, minutes: '60' })}`;

beforeAll(async () => {
  tutor = await openTutor(platform, post, 'Awa Koné');
  const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  startAfter = (hours) => firstStart(slots, new Date(Date.now() + hours * HOUR_MS));
});

/** A device whose clock is wrong by so many milliseconds, and goes on all the same. */
const clockOff = (ms: number) => `
  const { now } = Date;
  Date = class extends Date {
    constructor(...parts) {
      parts.length > 0 ? super(...parts) : super(now() + ${ms});
    }
    static now() {
      return now() + ${ms};
    }
  };
`;

/** As browsers are that keep nothing of a site. */
const NO_STORAGE = ['localStorage', 'sessionStorage', 'indexedDB', 'caches']
  .map(
    (name) => `Object.defineProperty(globalThis, '${name}', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });`,
  )
  .join('');

/** Whether the page that was gone to last faded in. */
const FADES = `addEventListener('pagereveal', ({ viewTransition }) => {
  globalThis.__fades = Boolean(viewTransition);
});`;

describeInBrowser('a device', (open) => {
  it.each([
    ['a day ahead', 'fr', DAY_MS, 2],
    ['a day behind', 'en', -DAY_MS, 4],
    ['an hour ahead', 'en', HOUR_MS, 6],
  ] as const)('whose clock is %s books and pays in time', async (_, locale, ms, hours) => {
    const learner = await signUpByPhone(platform, post, 'Moussa Traoré', locale);
    const visitor = await open({ locale });
    await visitor.context.addInitScript(clockOff(ms));
    await signInAs(visitor, learner);
    const person = new WebPerson(visitor, locale, learner.displayName);
    await person.goto(slotOf(startAfter(hours)));
    await person.button('booking.reserve').click();
    await person.arrives(/\/pay$/);
    const timer = person.main.getByRole('timer');
    await expect.poll(() => timer.innerText(), PATIENT).toMatch(/(?<![:\d])[1-9]\d?:\d\d(?![:\d])/);
    await choosesCard(person);
    const price = person.t('booking.pay.button', { price: '' }).trim();
    await person.main.getByRole('button', { name: price }).waitFor();
    await person.goto('/lessons');
    await person.main.getByRole('listitem').filter({ hasText: tutor.displayName }).waitFor();
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });

  it('whose clock is a day behind shows a tutor the times of today', async () => {
    const visitor = await open();
    await visitor.context.addInitScript(clockOff(-DAY_MS));
    await signInAs(visitor, tutor);
    const asked = visitor.page.waitForRequest(/schedule.*preview/);
    await visitor.page.goto('/fr/teaching/schedule');
    const today = Temporal.Now.plainDateISO('Africa/Abidjan').toString();
    const { from } = (await asked).postDataJSON() as { from: string };
    expect(from).toBe(today);
    await visitor.close();
  });

  it('that travels shows times where it is', async () => {
    const address = `/en/providers/${tutor.id}`;
    const home = await open({ locale: 'en', timezoneId: 'Africa/Abidjan' });
    await home.page.goto(address);
    const times = home.page.getByRole('main').locator('a[href*="/book?"]');
    const slot = (await times.first().getAttribute('href'))!;
    const start = Temporal.Instant.from(new URL(slot, platform.url).searchParams.get('start')!);
    const away = await open({ locale: 'en', timezoneId: 'Europe/Paris' });
    await away.context.addCookies(await home.context.cookies());
    const day = start.toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
    await away.page.goto(`${address}?from=${day}`);
    await away.page.getByText(/Paris/).first().waitFor();
    for (const [{ page, faults }, zone] of [
      [home, 'Africa/Abidjan'],
      [away, 'Europe/Paris'],
    ] as const) {
      const time = start.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
      const link = page.getByRole('main').locator(`a[href="${slot}"]`);
      expect(await link.first().innerText()).toContain(time);
      expect(faults).toEqual([]);
    }
    await home.close();
    await away.close();
  });

  it('that keeps nothing signs up, books once and opens the payment', async () => {
    const visitor = await open();
    await visitor.context.addInitScript(NO_STORAGE);
    const person = new WebPerson(visitor, 'fr', 'Ama Boateng');
    await person.goto(slotOf(startAfter(8)));
    await person.link('site.signUp').click();
    await person.arrives('/sign-up');
    await person.signUp(post, 'student', freshPhone());
    await person.arrives('/book');
    await person.button('booking.reserve').dblclick();
    await person.arrives(/\/pay$/);
    await choosesCard(person);
    const price = person.t('booking.pay.button', { price: '' }).trim();
    await person.main.getByRole('button', { name: price }).click();
    await person.button('booking.pay.byCard').waitFor();
    const { items } = await person.api<{ items: object[] }>('/bookings?as=learner');
    expect(items).toHaveLength(1);
    await person.goto('/account');
    await person.button('account.signOut.submit').click();
    await person.arrives('/sign-in');
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });

  it.each([
    ['reduce', false],
    ['no-preference', true],
  ] as const)('that asks for motion: %s', async (reducedMotion, moves) => {
    const visitor = await open({ reducedMotion });
    const { page } = visitor;
    await page.addInitScript(FADES);
    await page.goto('/fr/search?what=maths');
    expect((await movingParts(page)).length > 0).toBe(moves);
    // Again until it fades: browsers leave that out when the next page is late.
    const fades = async () => {
      await page.goto('/fr/help');
      await page.locator('footer a[href="/fr/terms"]').click();
      await page.waitForURL('**/fr/terms');
      return page.evaluate('globalThis.__fades');
    };
    await expect.poll(fades, PATIENT).toBe(moves);
    await visitor.close();
  });
});
