import { PHONE } from '@edu/browser';
import {
  newIntent,
  type BookingDetails,
  type Locale,
  type Payment,
  type Series,
} from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import {
  firstStart,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const JOURNEY_MS = 120_000;
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const PATIENT = { timeout: 20_000 };
/** In the addresses of pages that are kept for any lesson. */
const ANY_ID = '00000000-0000-0000-0000-000000000000';

describeInBrowser('a series of lessons', (open) => {
  it.each<Locale>(['fr', 'en'])(
    'is built around weeks in which somebody is busy, paid lesson by lesson, and called off from one on (%s)',
    async (locale) => {
      const [tutor, other, somebody, moussa] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        openTutor(platform, post, 'Kofi Mensah'),
        signUpByPhone(platform, post, 'Somebody else'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const start = await blockThirdWeek(tutor, somebody);
      const elsewhere = await bookSecondWeek(other, moussa, start);
      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, moussa);
      const student = new WebPerson(phone, locale, moussa.displayName);

      await student.goto(`/book?provider=${tutor.id}&start=${start}&minutes=60&mode=online`);
      await student.link('booking.repeatWeekly').click();
      await student.arrives('/book/series');
      await student.field('series.howMany').selectOption('4');
      await student.reads('series.freeOf', { free: 2, all: 4 });
      await student.reads('series.obstacle.busy');
      await student.reads('series.obstacle.learner_busy');
      await student.seesAccessibly();
      const instead = student.t('series.instead', { time: '' }).split(' ')[0]!;
      const offers = student.main.getByRole('button', { name: new RegExp(`^${instead} `) });
      for (const free of [3, 4]) {
        await offers.first().click();
        await student.reads('series.freeOf', { free, all: 4 });
      }
      await student.button('series.reserve', { count: 4 }).click();
      await student.arrives(/\/lessons\/[^/]+\/pay$/);
      const canceling = { params: { path: { id: elsewhere } }, body: {}, intent: newIntent() };
      await moussa.api.post('/api/v1/bookings/{id}/cancel', canceling);

      const [bookingId] = new URL(student.page.url()).pathname.match(/[0-9a-f-]{36}/)!;
      await pay(moussa, bookingId);
      const { seriesId } = await student.api<BookingDetails>(`/bookings/${bookingId}`);
      const statesAre = async (...states: string[]) => {
        const { lessons } = await student.api<Series>(`/series/${seriesId}`);
        expect(lessons.map(({ state }) => state)).toEqual(states);
      };
      await expect.poll(() => paid(student, bookingId)).toBe(true);
      await statesAre('confirmed', 'pending', 'pending', 'pending');

      // One card for all of them, and the way to the others.
      await student.goto('/lessons');
      await student.reads('lessons.ofSeries.upcoming', { lessons: 4 });
      expect(await student.main.locator('.lesson-card').count()).toBe(1);
      await student.seesAccessibly();
      await student.link('lessons.ofSeries.see').click();
      await student.reads('series.mine');
      await student.seesAccessibly();
      const startsOf = async () =>
        (await student.api<Series>(`/series/${seriesId}`)).lessons.map((one) =>
          Date.parse(one.startsAt),
        );
      const before = await startsOf();
      await student.button('series.moveFrom').first().click();
      await student.reads('series.moveHow');
      // Three days later than the second lesson, at the first time of that day.
      await student.field('lessons.moveDay').selectOption({ index: 12 });
      await student.field('lessons.moveTime').selectOption({ index: 1 });
      await student.reads('series.moveFree', { free: 3, all: 3 });
      await student.seesAccessibly();
      await student.button('series.moveConfirm', { count: 3 }).click();
      await student.reads('series.moved');
      const after = await startsOf();
      expect(after[0]).toBe(before[0]);
      // As many days further, each of them, and all at one time of day: weeks stay weeks.
      expect(after[1]).not.toBe(before[1]);
      expect(after[3]! - after[1]!).toBe(2 * WEEK_MS);
      await statesAre('confirmed', 'pending', 'pending', 'pending');
      await student.button('series.cancelFrom').first().click();
      await student.reads('series.ends', { count: 3 });
      await student.seesAccessibly();
      await student.button('series.cancelConfirm').click();
      await expect
        .poll(() => student.main.innerText())
        .toContain(student.t('series.left', { left: 1, all: 4 }));
      await statesAre('confirmed', 'canceled', 'canceled', 'canceled');
      await student.visitor.close();
    },
    JOURNEY_MS,
  );

  it.each<Locale>(['fr', 'en'])(
    'opens from its card without a network, and each of its lessons (%s)',
    async (locale) => {
      const [tutor, awa] = await Promise.all([
        openTutor(platform, post, 'Binta Diallo'),
        signUpByPhone(platform, post, 'Awa Sow', locale),
      ]);
      const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
      const start = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
      const body = { providerId: tutor.id, starts: [start], repeat: { times: 3 } };
      const series = await awa.api.post('/api/v1/series', { body, intent: newIntent() });
      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, awa);
      const student = new WebPerson(phone, locale, awa.displayName);
      const { page, context } = phone;
      await student.goto('/lessons');
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
      // From now on the worker sees where somebody goes.
      await student.goto('/lessons');
      await student.reads('lessons.ofSeries.upcoming', { lessons: 3 });
      const shell = `/${locale}/lessons/series/${ANY_ID}`;
      const isKept = () =>
        page.evaluate<boolean>(
          `caches.match('${shell}').then((page) => page !== undefined
            && (localStorage.getItem('edu.kept') ?? '').includes('series ${series.id}'))`,
        );
      await expect.poll(isKept, PATIENT).toBe(true);
      await context.setOffline(true);
      await student.link('lessons.ofSeries.see').click();
      await expect
        .poll(() => student.main.innerText())
        .toContain(student.t('series.left', { left: 3, all: 3 }));
      await student.seesAccessibly();
      // Nothing can be done about what may be old.
      for (const key of ['series.cancelAll', 'series.moveAll', 'series.cancelFrom'] as const) {
        expect(await student.button(key).count()).toBe(0);
      }
      const last = series.lessons.at(-1)!;
      await student.main.locator(`a[href$="/lessons/${last.id}"]`).click();
      await student.reads('lessons.means.pending');
      await student.main.getByText(tutor.displayName).first().waitFor();
      await student.seesAccessibly();
      await context.setOffline(false);
      await student.goto('/lessons');
      await student.reads('lessons.ofSeries.upcoming', { lessons: 3 });
      await phone.close();
    },
    JOURNEY_MS,
  );

  it.each<Locale>(['fr', 'en'])(
    'is paid at once, and gives back what one lesson of it cost (%s)',
    async (locale) => {
      const [tutor, awa] = await Promise.all([
        openTutor(platform, post, 'Fatou Diop'),
        signUpByPhone(platform, post, 'Awa Traoré', locale),
      ]);
      const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
      const start = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, awa);
      const student = new WebPerson(phone, locale, awa.displayName);
      await student.goto(`/book/series?provider=${tutor.id}&start=${start}&minutes=60&mode=online`);
      await student.field('series.howMany').selectOption('3');
      await student.reads('series.freeOf', { free: 3, all: 3 });
      // Lesson by lesson unless something else is chosen.
      await student.reads('booking.pay.what.oneHint');
      await student.main.getByRole('radio').nth(1).check();
      await student.reads('booking.pay.what.allHint');
      await student.seesAccessibly();
      await student.button('series.reserve', { count: 3 }).click();
      await student.arrives(/\/lessons\/[^/]+\/pay$/);
      const [first] = new URL(student.page.url()).pathname.match(/[0-9a-f-]{36}/)! as [string];
      const { seriesId, price } = await student.api<BookingDetails>(`/bookings/${first}`);
      const read = () => student.api<Series>(`/series/${seriesId}`);
      const { id: second } = (await read()).lessons[1]!;
      const priced = (times: number) => ({
        price: formatMoney({ ...price, amount: times * price.amount }, locale),
      });
      const chooses = (atOnce: boolean) =>
        student.main
          .getByRole('radio', {
            name: atOnce
              ? student.t('booking.pay.what.all', { count: 3, ...priced(3) })
              : student.t('booking.pay.what.one', priced(1)),
          })
          .check();

      // As it was chosen; it can be chosen anew here.
      await choosesCard(student);
      await student.button('booking.pay.button', priced(3)).waitFor();
      await chooses(false);
      await student.button('booking.pay.button', priced(1)).waitFor();
      await chooses(true);
      await student.main.getByText(student.t('booking.pay.what.others', { count: 2 })).click();
      await student.seesAccessibly();
      await student.button('booking.pay.button', priced(3)).click();
      await student.button('booking.pay.byCard').waitFor();
      await typesCard(student, '4242 4242 4242 4242');
      await student.button('booking.pay.byCard').click();
      await student.main
        .getByText(student.t('booking.pay.what.paid', { count: 3, ...priced(3) }))
        .waitFor({ timeout: 60_000 });
      await student.seesAccessibly();
      const { lessons } = await read();
      expect(lessons.map(({ state }) => state)).toEqual(Array(3).fill('confirmed'));

      const canceling = { params: { path: { id: second } }, body: {}, intent: newIntent() };
      await awa.api.post('/api/v1/bookings/{id}/cancel', canceling);
      const paymentOf = async () =>
        (await student.api<{ items: Payment[] }>(`/payments?bookingId=${first}`)).items;
      await expect
        .poll(async () => (await paymentOf())[0]!.refunded, { timeout: 60_000 })
        .toEqual(price);
      const [payment, ...more] = await paymentOf();
      expect(more).toEqual([]);
      expect(payment!.parts.filter(({ refunded }) => refunded.amount > 0)).toMatchObject([
        { bookingId: second, amount: price, refunded: price },
      ]);
      expect(student.visitor.faults).toEqual([]);
      await student.visitor.close();
    },
    JOURNEY_MS,
  );
});

/** Somebody else has the same time two weeks later. @returns the start */
async function blockThirdWeek({ id: providerId }: Person, { api }: Person): Promise<string> {
  const slots = await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
  const start = firstStart(slots, new Date(Date.now() + 30 * HOUR_MS));
  const startsAt = new Date(Date.parse(start) + 2 * WEEK_MS).toISOString();
  await api.post('/api/v1/bookings', { body: { providerId, startsAt }, intent: newIntent() });
  return start;
}

/** The learner has a lesson of somebody else then, a week later. @returns its id */
async function bookSecondWeek({ id: providerId }: Person, { api }: Person, start: string) {
  await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
  const startsAt = new Date(Date.parse(start) + WEEK_MS).toISOString();
  const body = { providerId, startsAt };
  return (await api.post('/api/v1/bookings', { body, intent: newIntent() })).id;
}

async function pay({ api }: Person, bookingId: string): Promise<void> {
  const order = { body: { bookingId }, intent: newIntent() };
  await payByCard(platform.urls.stripe, await api.post('/api/v1/payments/intent', order));
}

async function paid(student: WebPerson, bookingId: string): Promise<boolean> {
  return (await student.api<BookingDetails>(`/bookings/${bookingId}`)).state === 'confirmed';
}
