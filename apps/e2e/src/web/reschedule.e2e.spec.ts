import { PHONE } from '@edu/browser';
import type { BookingDetails, Locale, Payment } from '@edu/client';
import type { TextKey } from '@edu/i18n';
import { ApiClient, eventually, freshEmail, openTutor, Postbox, type Person } from '@edu/journey';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 180_000;

interface Page<T> {
  readonly items: readonly T[];
}

describeInBrowser('a lesson that is moved', (open) => {
  const api = new ApiClient(platform.url);
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(api, post, 'Awa Koné');
    // An hour, or half of one for half of the price.
    const { providerId: _, version: __, ...hours } = await tutor.api.get('/api/v1/me/schedule');
    await tutor.api.put('/api/v1/me/schedule', { body: { ...hours, durationsMinutes: [60, 30] } });
  });
  afterAll(() => api.close());

  it.each(['fr', 'en'] as const)(
    'goes to a shorter time, and the difference goes back: %s',
    async (locale: Locale) => {
      const visitor = await open({ locale, viewport: PHONE });
      const learner = new WebPerson(visitor, locale, 'Ama Boateng');
      const id = await hasPaidLesson(learner, tutor.id);
      await seesWhatCancelingGives(learner, id);
      await moves(learner);

      const moved = await learner.api<BookingDetails>(`/bookings/${id}`);
      expect(moved).toMatchObject({ state: 'confirmed', reschedules: 1, price: { amount: 2_500 } });
      expect(Date.parse(moved.endsAt) - Date.parse(moved.startsAt)).toBe(30 * 60_000);
      await eventually(async () => {
        const { items } = await learner.api<Page<Payment>>(`/payments?bookingId=${id}`);
        expect(items).toMatchObject([{ status: 'succeeded', refunded: { amount: 2_500 } }]);
      });
      const { items } = await tutor.api.get('/api/v1/me/notifications');
      expect(items.map(({ template }) => template)).toContain('booking-rescheduled');
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );

  it.each(['fr', 'en'] as const)(
    'goes to a longer time once the difference is paid: %s',
    async (locale: Locale) => {
      const visitor = await open({ locale, viewport: PHONE });
      const learner = new WebPerson(visitor, locale, 'Ama Boateng');
      const id = await hasPaidLesson(learner, tutor.id, 30);
      const before = await learner.api<BookingDetails>(`/bookings/${id}`);
      await holdsAnHour(learner);
      // Left unpaid, the lesson is where it was, and its page says what waits.
      await learner.goto(`/lessons/${id}`);
      await learner.reads('lessons.held.title');
      await learner.seesAccessibly();
      const held = await learner.api<BookingDetails>(`/bookings/${id}`);
      expect(held).toMatchObject({ startsAt: before.startsAt, price: { amount: 2_500 } });
      await learner.link('lessons.payNow').click();
      await learner.arrives(/\/lessons\/[^/]+\/pay$/);
      await paysByCard(learner, 'booking.moved.title');
      await learner.link('booking.seeLesson').click();
      await learner.arrives(`/lessons/${id}`);
      await learner.reads('lessons.movedTimes', { times: 1 });

      const moved = await learner.api<BookingDetails>(`/bookings/${id}`);
      const { startsAt } = held.heldMove!;
      expect(moved).toMatchObject({ state: 'confirmed', startsAt, price: { amount: 5_000 } });
      expect(moved.heldMove).toBeUndefined();
      const { items } = await learner.api<Page<BookingDetails>>('/bookings?when=upcoming');
      expect(items.map((lesson) => lesson.id)).toEqual([id]);
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );
});

/** Signs up, books three days ahead and pays. @returns the lesson */
async function hasPaidLesson(
  learner: WebPerson,
  providerId: string,
  minutes = 60,
): Promise<string> {
  await learner.goto('/sign-up?as=student');
  await learner.signUp(post, 'student', freshEmail('learner'));
  await learner.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));
  await learner.goto(
    `/book?${new URLSearchParams({ provider: providerId, start: inThreeDays(), minutes: String(minutes), mode: 'online' }).toString()}`,
  );
  await learner.button('booking.reserve').click();
  await learner.arrives(/\/lessons\/[^/]+\/pay$/);
  const id = new URL(learner.page.url()).pathname.split('/').at(-2)!;
  await paysByCard(learner, 'booking.confirmed.title');
  await learner.goto(`/lessons/${id}`);
  await learner.reads('lessons.state.confirmed');
  return id;
}

/** On the page where it is paid, until that says so. */
async function paysByCard(learner: WebPerson, paid: TextKey): Promise<void> {
  await choosesCard(learner);
  const priced = learner.t('booking.pay.button', { price: '' }).trim();
  await learner.main.getByRole('button', { name: priced }).click();
  await learner.button('booking.pay.byCard').waitFor();
  await typesCard(learner, '4242 4242 4242 4242');
  await learner.button('booking.pay.byCard').click();
  await learner.main.getByText(learner.t(paid), { exact: true }).waitFor(PATIENT);
}

/** Looks, and thinks better of it. */
async function seesWhatCancelingGives(learner: WebPerson, id: string): Promise<void> {
  const preview = await learner.api<{ ahead: { refundPct: number }[] }>(
    `/bookings/${id}/cancellation-preview`,
  );
  expect(preview.ahead.map(({ refundPct }) => refundPct)).toEqual([100, 50, 0]);
  await learner.button('lessons.cancel').click();
  await learner.main.getByRole('heading', { name: learner.t('lessons.ahead') }).waitFor();
  await learner.seesAccessibly();
  await learner.button('site.close').click();
}

/** Half an hour in place of an hour, on the next day that is offered. */
async function moves(learner: WebPerson): Promise<void> {
  await learner.button('lessons.move').click();
  await learner.reads('lessons.movesLeft', { left: 3 });
  await learner.field('lessons.moveLength').selectOption('30');
  const day = learner.field('lessons.moveDay');
  await day.waitFor();
  await day.selectOption({ index: 5 });
  await learner.button('lessons.moveConfirm').waitFor();
  await learner.seesAccessibly();
  await learner.button('lessons.moveConfirm').click();
  await learner.page.getByText(learner.t('lessons.moved'), { exact: true }).waitFor();
  await learner.reads('lessons.movedTimes', { times: 1 });
  await learner.seesAccessibly();
}

/** An hour in place of half of one, on another day: it costs more, and is held. */
async function holdsAnHour(learner: WebPerson): Promise<void> {
  await learner.button('lessons.move').click();
  await learner.field('lessons.moveLength').selectOption('60');
  const day = learner.field('lessons.moveDay');
  await day.waitFor();
  await day.selectOption({ index: 6 });
  await learner.button('lessons.moveHold').waitFor();
  await learner.seesAccessibly();
  await learner.button('lessons.moveHold').click();
  await learner.arrives(/\/lessons\/[^/]+\/pay$/);
  await learner.reads('booking.pay.difference');
  await learner.seesAccessibly();
}

/** A start that is offered. ISO 8601 */
function inThreeDays(): string {
  const at = new Date(Date.now() + 3 * 86_400_000);
  at.setUTCHours(10, 0, 0, 0);
  return at.toISOString();
}
