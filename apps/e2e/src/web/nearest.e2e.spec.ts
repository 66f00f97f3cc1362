import { PHONE } from '@edu/browser';
import { newIntent } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { firstStart, openTutor, Postbox, readSlots, signUpByPhone } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const HOUR = 3_600_000;
const FULL = 'Les fractions';
const OTHER = 'Les fractions, encore';

describeInBrowser('what cannot be had', (open) => {
  it.each(LOCALES)(
    'leads on to what can: %s',
    async (locale) => {
      const post = new Postbox(platform.urls);
      const [tutor, elsewhere, ...learners] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        openTutor(platform, post, 'Kofi Mensah'),
        ...['Moussa Traoré', 'Fatou Ndiaye', 'Ama Boateng'].map((name) =>
          signUpByPhone(platform, post, name),
        ),
      ]);
      const learner = learners.pop()!;
      const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
      const startIn = (hours: number) => firstStart(slots, new Date(Date.now() + hours * HOUR));
      const offer = (title: string, hours: number) =>
        tutor.api.post('/api/v1/me/group-lessons', {
          body: {
            ...{ startsAt: startIn(hours), title, seats: 2 },
            price: { amount: 2_000, currency: 'XOF' },
          },
          intent: newIntent(),
        });
      const [full, other] = [await offer(FULL, 40), await offer(OTHER, 44)];
      for (const { api } of learners) {
        const params = { path: { groupId: full.id } };
        const seat = { params, body: {}, intent: newIntent() };
        await api.post('/api/v1/group-lessons/{groupId}/seats', seat);
      }
      const busy = { providerId: elsewhere.id, startsAt: startIn(50) };
      await learner.api.post('/api/v1/bookings', { body: busy, intent: newIntent() });

      const phone = await open({ locale, viewport: PHONE });
      await signInAs(phone, learner);
      const person = new WebPerson(phone, locale, learner.displayName);
      await person.goto(`/book?group=${full.id}`);
      await person.reads('booking.groupFull');
      await person.reads('booking.otherSeat');
      await person.seesAccessibly();
      await person.main.getByRole('link', { name: OTHER, exact: true }).click();
      await person.page.waitForURL(({ search }) => search === `?group=${other.id}`);
      await person.button('booking.reserve').waitFor();

      const query = { provider: tutor.id, start: busy.startsAt, minutes: '60' };
      await person.goto(`/book?${new URLSearchParams(query)}`);
      await person.button('booking.reserve').click();
      await person.reads('booking.bothFree');
      await person.seesAccessibly();
      const free = person.main.locator('a:has(time)');
      const start = new URL((await free.getAttribute('href'))!, platform.url).searchParams.get(
        'start',
      )!;
      expect(Math.abs(Date.parse(start) - Date.parse(busy.startsAt))).toBe(HOUR);
      await free.click();
      await person.page.waitForURL(({ searchParams }) => searchParams.get('start') === start);
      await person.button('booking.reserve').click();
      await person.arrives(/\/lessons\/[^/]+\/pay$/);
      await phone.close();
    },
    120_000,
  );
});
