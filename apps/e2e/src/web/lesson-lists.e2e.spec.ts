import { readFile } from 'node:fs/promises';
import { PHONE } from '@edu/browser';
import { newIntent, type BookingDetails, type Locale } from '@edu/client';
import {
  firstStart,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import type { TextKey } from '@edu/i18n';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 120_000;
const HOUR_MS = 3_600_000;

describeInBrowser('lists of lessons', (open) => {
  it.each<Locale>(['fr', 'en'])(
    'are chosen by part, person and day, counted, and saved as a table (%s)',
    async (locale) => {
      const [awa, binta, moussa] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        openTutor(platform, post, 'Binta "B", Diallo'),
        signUpByPhone(platform, post, '=Moussa Traoré'),
      ]);
      const paid = await books(moussa, awa, 30);
      const held = await books(moussa, binta, 60);
      const gone = await books(moussa, awa, 90);
      const order = { body: { bookingId: paid.id }, intent: newIntent() };
      await payByCard(
        platform.urls.stripe,
        await moussa.api.post('/api/v1/payments/intent', order),
      );
      await moussa.api.post('/api/v1/bookings/{id}/cancel', {
        ...{ params: { path: { id: gone.id } }, body: {}, intent: newIntent() },
      });
      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, moussa);
      const student = new WebPerson(phone, locale, moussa.displayName);
      await expect
        .poll(
          async () => (await student.api<BookingDetails>(`/bookings/${paid.id}`)).state,
          PATIENT,
        )
        .toBe('confirmed');

      await student.goto('/lessons');
      const tab = (part: string, count: number) =>
        student.main.getByRole('link', {
          name: `${student.t(`filters.part.${part}` as TextKey)} ${count}`,
          exact: true,
        });
      await tab('upcoming', 2).waitFor();
      await student.seesAccessibly();
      await tab('to_pay', 1).click();
      await shows(student, [held]);
      expect(new URL(student.page.url()).search).toBe('?part=to_pay');
      await tab('canceled', 1).click();
      await shows(student, [gone]);
      await tab('asked', 0).click();
      await student.reads('filters.none.asked');

      await tab('upcoming', 2).click();
      await shows(student, [paid, held]);
      await student.main.getByText(student.t('filters.open'), { exact: true }).click();
      await student.field('filters.provider').selectOption({ label: binta.displayName });
      await student.seesAccessibly();
      await student.button('filters.apply').click();
      await shows(student, [held]);
      expect(new URL(student.page.url()).search).toBe(`?withId=${binta.id}`);
      await tab('to_pay', 1).waitFor();
      await tab('canceled', 0).waitFor();
      expect(await tableOf(student)).toEqual([expect.stringContaining(held.id)]);

      const day = localDay(new Date(paid.startsAt));
      await student.field('filters.provider').selectOption('');
      await student.field('filters.from').fill(day);
      await student.field('filters.to').fill(day);
      await student.button('filters.apply').click();
      await shows(student, [paid]);
      const [line] = await tableOf(student);
      expect(line).toContain(`,'=Moussa Traoré,`);
      await student.link('filters.clear').click();
      await shows(student, [paid, held]);
      const table = await tableOf(student);
      expect(table).toHaveLength(2);
      expect(table.join('\n')).toContain('"Binta ""B"", Diallo"');
      expect(student.visitor.faults).toEqual([]);
      await student.visitor.close();

      const desk = await open({ locale, viewport: PHONE });
      await signInAs(desk, awa);
      const tutor = new WebPerson(desk, locale, awa.displayName);
      await tutor.goto(`/teaching/lessons?withId=${moussa.id}`);
      await shows(tutor, [paid]);
      await tutor.seesAccessibly();
      expect(await tableOf(tutor)).toEqual([expect.stringContaining(paid.id)]);
      await tutor.visitor.close();
    },
    JOURNEY_MS,
  );
});

async function books({ api }: Person, { id: providerId }: Person, hours: number) {
  const slots = await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + hours * HOUR_MS));
  return api.post('/api/v1/bookings', { body: { providerId, startsAt }, intent: newIntent() });
}

/** Waits until the list has these lessons and no others. */
async function shows(person: WebPerson, lessons: readonly { id: string }[]): Promise<void> {
  const links = person.main.locator('.lesson-list .lesson-card h2 a');
  await expect
    .poll(async () => {
      const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      return found.map((href) => href?.split('/').at(-1)).sort();
    }, PATIENT)
    .toEqual(lessons.map(({ id }) => id).sort());
}

/** The lines that the list is saved as, without the header. */
async function tableOf(person: WebPerson): Promise<string[]> {
  const button = person.button('filters.download');
  if (!(await button.isVisible())) {
    await person.main.getByText(person.t('filters.open'), { exact: true }).click();
  }
  const [file] = await Promise.all([person.page.waitForEvent('download'), button.click()]);
  expect(file.suggestedFilename()).toBe(person.t('filters.file'));
  const text = (await readFile(await file.path())).toString('utf8');
  const [header, ...lines] = text.split('\r\n');
  expect(header).toMatch(new RegExp(`^\uFEFF${person.t('table.date')},`));
  return lines.filter((line) => line !== '');
}

/** The day on the clock of the browsers. */
const localDay = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Africa/Abidjan' }).format(at);
