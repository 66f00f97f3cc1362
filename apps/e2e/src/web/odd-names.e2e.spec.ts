import { accessibilityFaults, NARROW, sidewaysFaults } from '@edu/browser';
import { newIntent } from '@edu/client';
import {
  eventually,
  firstStart,
  openLesson,
  openTutor,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { beforeAll, expect, inject, it, vi } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const platform = inject('platform');
/** From right to left, with pictures, with what looks like markup, and without a space to break at. */
const TUTOR = 'شيماء الإدريسي 👩🏾‍🏫 <img src=x> Andrianampoinimerinatompokoindrindra';
const LEARNER = 'محمد <img src=x> 🧑🏿‍🎓 Wolfeschlegelsteinhausenbergerdorffvonhohenstaufen';

let tutor: Person;
let learner: Person;
let lesson: string;
let held: string;
let slot: string;

beforeAll(async () => {
  const post = new Postbox(platform.urls);
  [tutor, learner] = await Promise.all([
    openTutor(platform, post, TUTOR),
    signUpByPhone(platform, post, LEARNER),
  ]);
  const query = { q: 'شيماء الإدريسي', limit: 1 };
  await eventually(async () => {
    const found = await learner.api.get('/api/v1/search/tutors', { params: { query } });
    expect(found.items).toHaveLength(1);
  });
  lesson = await openLesson(platform, platform.urls.stripe, tutor, learner);
  const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const start = (hours: number) => firstStart(slots, new Date(Date.now() + hours * 3_600_000));
  const body = { providerId: tutor.id, startsAt: start(2) };
  held = (await learner.api.post('/api/v1/bookings', { body, intent: newIntent() })).id;
  slot = `/book?${new URLSearchParams({ provider: tutor.id, start: start(4), minutes: '60' })}`;
});

describeInBrowser('names of every kind', (open) => {
  const search = `/search?what=${encodeURIComponent('شيماء الإدريسي')}`;
  const cases = [
    ['fr', () => learner, TUTOR, () => [`/providers/${tutor.id}`, search, slot, '/inbox']],
    ['en', () => learner, TUTOR, () => ['/lessons', `/lessons/${lesson}`, `/lessons/${held}/pay`]],
    ['fr', () => tutor, LEARNER, () => ['/teaching/lessons', `/lessons/${lesson}`, '/inbox']],
    ['en', () => learner, LEARNER, () => ['/account']],
  ] as const;

  it.each(cases)('are text on pages in %s, and fit', async (locale, reader, name, paths) => {
    const visitor = await open({ locale, viewport: NARROW });
    await signInAs(visitor, reader());
    const person = new WebPerson(visitor, locale, name);
    for (const path of paths()) {
      await person.goto(path);
      const shown = person.main.getByText(name).or(person.main.locator(`[value='${name}']`));
      // A message calls people by their first names.
      const message = person.main.locator('details').filter({ hasText: name.split(' ', 1)[0]! });
      if (path === '/inbox') await message.locator('summary').first().click();
      else await shown.first().waitFor();
      expect(await visitor.page.locator('img[src="x"]').count()).toBe(0);
      expect(await sidewaysFaults(visitor.page), path).toEqual([]);
      expect(await accessibilityFaults(visitor.page), path).toEqual([]);
    }
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });
});
