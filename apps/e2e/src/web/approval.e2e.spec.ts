import { DESKTOP, PHONE } from '@edu/browser';
import type { BookingDetails, Locale, Payment, Series } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { Postbox } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { asks, asksForWeeks, capsSpending, joinsFamily } from './family-steps.ts';
import { choosesCard, typesCard } from './types-card.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000 };
/** Two people and all of their screens, on a busy machine. */
const JOURNEY_MS = 240_000;

interface Page<T> {
  readonly items: readonly T[];
}

describeInBrowser('approval of what is beyond the caps', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'a child asks, its parent approves and pays, and refuses the next: %s and %s',
    async (parents, childs) => {
      const parent = new WebPerson(
        await open({ locale: parents, viewport: DESKTOP }),
        parents,
        'Aya Kouassi',
      );
      const child = new WebPerson(
        await open({ locale: childs, viewport: PHONE }),
        childs,
        'Moussa',
      );
      await joinsFamily(post, parent, child);
      await capsSpending(parent);

      await asks(child, 'last');
      const id = await approves(parent);
      await pays(parent, id);
      await seesAnswer(child, 'family.requests.state.approved');
      await findsTheLesson(parent, child, id);

      await asks(child, 'first');
      await refuses(parent, 'Une fois par semaine suffit.');
      await seesAnswer(child, 'family.requests.state.refused');
      await child.main.getByText('Une fois par semaine suffit.').waitFor();
      const { items } = await child.api<Page<BookingDetails>>('/bookings');
      expect(items.map((one) => one.id)).toEqual([id]);
      for (const { visitor } of [parent, child]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

describeInBrowser('approval of a series', (open) => {
  it(
    'a child asks once for four weeks, its parent approves all of them and pays the first',
    async () => {
      const parent = new WebPerson(
        await open({ locale: 'en', viewport: DESKTOP }),
        'en',
        'Aya Kouassi',
      );
      const child = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', 'Moussa');
      await joinsFamily(post, parent, child);
      await capsSpending(parent);
      await asksForWeeks(child, 4);
      const id = await approves(parent, async () => {
        await parent.reads('family.requests.whoSeries', { name: isolated(child.name) });
      });
      await pays(parent, id);
      const { seriesId } = await parent.api<BookingDetails>(`/bookings/${id}`);
      const { lessons } = await parent.api<Series>(`/series/${seriesId}`);
      const pending = ['pending', 'pending', 'pending'];
      expect(lessons.map(({ state }) => state)).toEqual(['confirmed', ...pending]);
      await seesAnswer(child, 'family.requests.state.approved');
      await child.main.locator(`a[href$="/lessons/series/${seriesId}"]`).click();
      await expect
        .poll(() => child.main.innerText(), PATIENT)
        .toContain(child.t('series.left', { left: 4, all: 4 }));
      for (const { visitor } of [parent, child]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

/** Comes by the message, and says yes. @returns the lesson */
async function approves(parent: WebPerson, reads?: () => Promise<void>): Promise<string> {
  const title = parent.t('notifications.approval-asked.title');
  const message = parent.main.getByRole('group').filter({ hasText: title });
  await expect
    .poll(async () => {
      await parent.goto('/inbox');
      await parent.main.getByRole('heading').first().waitFor();
      return message.count();
    }, PATIENT)
    .toBe(1);
  await message.locator('summary').click();
  await message.getByRole('link').click();
  await parent.arrives('/account/family');
  await parent.reads('family.requests.cap_monthly');
  await reads?.();
  await parent.seesAccessibly();
  await parent.button('family.requests.approve').click();
  await parent.arrives(/\/lessons\/[^/]+\/pay$/);
  return new URL(parent.page.url()).pathname.split('/').at(-2)!;
}

async function pays(parent: WebPerson, id: string): Promise<void> {
  await choosesCard(parent);
  const priced = parent.t('booking.pay.button', { price: '' }).trim();
  await parent.main.getByRole('button', { name: priced }).click();
  await parent.button('booking.pay.byCard').waitFor();
  await typesCard(parent, '4242 4242 4242 4242');
  await parent.button('booking.pay.byCard').click();
  const confirmed = parent.t('booking.confirmed.title');
  await parent.main.getByText(confirmed, { exact: true }).waitFor(PATIENT);
  const { items } = await parent.api<Page<Payment>>(`/payments?bookingId=${id}`);
  expect(items.map(({ status }) => status)).toEqual(['succeeded']);
}

async function refuses(parent: WebPerson, reason: string): Promise<void> {
  await parent.goto('/account/family');
  await parent.main.getByText(parent.t('family.requests.refuse'), { exact: true }).click();
  await parent.field('family.requests.reason').fill(reason);
  await parent.seesAccessibly();
  await parent.button('family.requests.refuseConfirm').click();
  // A note says so as well, for a while.
  await parent.main.getByText(parent.t('family.requests.state.refused')).first().waitFor();
}

async function seesAnswer(
  child: WebPerson,
  state: 'family.requests.state.approved' | 'family.requests.state.refused',
): Promise<void> {
  await child.goto('/account/family');
  await child.main.getByText(child.t(state)).first().waitFor();
  await child.seesAccessibly();
}

/** A parent finds it among those of the children, under the name of the child. */
async function findsTheLesson(parent: WebPerson, child: WebPerson, id: string): Promise<void> {
  await parent.goto('/lessons');
  const lesson = parent.main.getByRole('listitem').filter({ hasText: child.name });
  await lesson.getByText(parent.t('lessons.state.confirmed'), { exact: true }).waitFor();
  await parent.seesAccessibly();
  await lesson.getByRole('heading').getByRole('link').click();
  await parent.arrives(`/lessons/${id}`);
  await parent.button('lessons.cancel').waitFor();
  await parent.main.getByText(child.name, { exact: true }).waitFor();
  await parent.seesAccessibly();
}
