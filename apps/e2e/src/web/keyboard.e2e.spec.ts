import { DESKTOP, focusFaults } from '@edu/browser';
import type { OwnRole } from '@edu/client';
import { freshEmail, Postbox } from '@edu/journey';
import type { Locator } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const post = new Postbox(inject('platform').urls);
/** More stops than any of these pages has. */
const STOPS = 150;
const JOURNEY_MS = 120_000;

describeInBrowser('somebody who has a keyboard and nothing else', (open) => {
  it(
    'finds a tutor, signs up, books, pays, and cancels',
    async () => {
      const visitor = await open({ viewport: DESKTOP });
      const person = new WebPerson(visitor, 'fr', 'Fatou Diop');
      const { page, main } = person;

      await person.goto('');
      await page.keyboard.press('Tab');
      await showsFocus(person);
      await page.keyboard.press('Enter'); // over the header, to the content
      await types(person, person.field('home.what'), 'maths');
      await presses(person, person.button('home.submit'));
      await person.arrives('/search');
      await presses(person, main.getByRole('heading', { level: 3 }).getByRole('link').first());
      await person.arrives(/\/providers\//);
      const times = main.getByRole('region', { name: person.t('provider.choose') });
      await presses(person, times.getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ }).last());
      await person.arrives('/book');

      await presses(person, person.link('site.signUp'));
      await person.arrives('/sign-up');
      await signsUp(person, 'student');
      await person.arrives('/book');
      await presses(person, person.button('booking.reserve'));
      await person.arrives(/\/lessons\/[^/]+\/pay$/);

      const card = { name: person.t('booking.way.card'), exact: true };
      await chooses(person, main.getByRole('radio', card));
      const priced = person.t('booking.pay.button', { price: '' }).trim();
      await presses(person, main.getByRole('button', { name: priced }));
      const form = page.frameLocator('iframe');
      await types(person, form.locator('[name=number]'), '4242 4242 4242 4242');
      await types(person, form.locator('[name=expiry]'), '12/34');
      await types(person, form.locator('[name=cvc]'), '123');
      await presses(person, person.button('booking.pay.byCard'));
      await person.reads('booking.confirmed.title');

      await person.goto('/lessons');
      await presses(person, main.locator('.lesson-card').getByRole('link').first());
      await person.arrives(/\/lessons\/[^/]+$/);
      const cancel = person.button('lessons.cancel');
      await presses(person, cancel);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      expect(await hasFocus(cancel)).toBe(true);
      await page.keyboard.press('Enter');
      const confirm = dialog.getByRole('button', { name: person.t('lessons.cancelConfirm') });
      await presses(person, confirm);
      await page.getByText(person.t('lessons.canceled'), { exact: true }).waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );

  it(
    'offers lessons: a profile, and the hours of a week',
    async () => {
      const visitor = await open({ viewport: DESKTOP });
      const person = new WebPerson(visitor, 'en', 'Ibrahim Sow');
      const { page, main } = person;

      await person.goto('/sign-up?as=tutor');
      await signsUp(person, 'tutor');
      await person.arrives('/teaching/profile');
      await types(person, person.field('teaching.field.headline'), 'Physics with a keyboard');
      await types(person, person.field('teaching.field.bio'), 'One key at a time.');
      await types(person, person.field('teaching.field.subjects'), 'physics');
      await presses(person, person.button('teaching.addSubject'));
      const french = main.getByRole('checkbox', { name: 'French' });
      await reaches(person, french);
      await page.keyboard.press('Space');
      expect(await french.isChecked()).toBe(true);
      await types(person, person.field('teaching.field.hourlyRate'), '5000');
      await presses(person, person.button('site.save'));
      const publish = person.button('teaching.profile.publish');
      await expect.poll(() => publish.isEnabled(), { timeout: 15_000 }).toBe(true);
      await presses(person, publish);
      await person.reads('teaching.profile.published');

      await person.goto('/teaching/schedule');
      const tuesday = main.getByRole('group', { name: 'Tuesday', exact: true });
      const add = person.t('teaching.schedule.addRange');
      await presses(person, tuesday.getByRole('button', { name: add }));
      const day = { day: 'Tuesday' };
      const until = tuesday.getByLabel(person.t('teaching.schedule.to', day));
      await reaches(person, until); // its hours
      await page.keyboard.press('ArrowUp');
      const [from, to] = [
        await tuesday.getByLabel(person.t('teaching.schedule.from', day)).inputValue(),
        await until.inputValue(),
      ].map((time) => Number.parseInt(time, 10));
      await person.reads('teaching.schedule.week', { hours: to! - from! });
      await presses(person, person.button('site.save'));
      await page.getByText(person.t('site.saved'), { exact: true }).waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );
});

async function signsUp(person: WebPerson, role: OwnRole): Promise<void> {
  const address = freshEmail('keyboard');
  const choice = person.main.getByRole('radio', { name: person.t(`account.role.${role}`) });
  await chooses(person, choice);
  await types(person, person.field('account.name'), person.name);
  await chooses(person, person.main.getByRole('radio', { name: person.t('account.byEmail') }));
  await types(person, person.field('account.email'), address.email);
  await presses(person, person.button('account.signUp.submit'));
  const code = person.field('account.code.label');
  await code.waitFor();
  await types(person, code, (await post.code(address)).code);
  await presses(person, person.button('account.code.submit'));
}

async function presses(person: WebPerson, target: Locator): Promise<void> {
  await reaches(person, target);
  await person.page.keyboard.press('Enter');
}

async function types(person: WebPerson, field: Locator, text: string): Promise<void> {
  await reaches(person, field);
  await person.page.keyboard.type(text);
}

/** One of a group: Tab leads to the group, and arrows to each of its choices. */
async function chooses(person: WebPerson, radio: Locator): Promise<void> {
  const { keyboard } = person.page;
  const group = radio.locator('xpath=ancestor::*[self::fieldset or @role="radiogroup"][1]');
  await reaches(person, group);
  await keyboard.press('Space');
  for (let presses = 0; !(await radio.isChecked()); presses++) {
    expect(presses, 'choices of the group').toBeLessThan(20);
    await keyboard.press('ArrowDown');
  }
}

/** Goes on with Tab until the focus is on the target, or in it; it shows on each stop of the way. */
async function reaches(person: WebPerson, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; !(await hasFocus(target)); stop++) {
    if (stop === STOPS) throw new Error(`Tab never comes to ${String(target)}`);
    await person.page.keyboard.press('Tab');
    await showsFocus(person);
  }
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element.contains(element.ownerDocument.activeElement));

/** Whoever looks sees where they are. */
async function showsFocus({ page }: WebPerson): Promise<void> {
  expect(await focusFaults(page)).toEqual([]);
}
