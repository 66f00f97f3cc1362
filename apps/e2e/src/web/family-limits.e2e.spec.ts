import { DESKTOP, PHONE } from '@edu/browser';
import type { Approval, Children, Locale } from '@edu/client';
import { openTutor, Postbox, type Person } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { asks, capsSpending, joinsFamily } from './family-steps.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 30_000 };
const JOURNEY_MS = 240_000;

describeInBrowser('what a child may not have', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'is withdrawn by the child, chosen by its parent, and never with a stranger: %s and %s',
    async (parents, childs) => {
      const desk = await open({ locale: parents, viewport: DESKTOP });
      const phone = await open({ locale: childs, viewport: PHONE });
      const parent = new WebPerson(desk, parents, 'Aya Kouassi');
      const child = new WebPerson(phone, childs, 'Moussa');
      const name = `Awa ${randomBytes(4).toString('hex')}`;
      const stranger = await openTutor(platform, post, name);
      await joinsFamily(post, parent, child);
      await capsSpending(parent);

      await asks(child, 'last');
      await withdraws(child);
      const { items } = await parent.api<{ items: Approval[] }>('/approvals');
      expect(items.map(({ state }) => state)).toEqual(['withdrawn']);
      await parent.goto('/account/family');
      await parent.main.getByText(parent.t('family.requests.state.withdrawn')).first().waitFor();
      expect(await parent.button('family.requests.approve').count()).toBe(0);

      await allowsOnly(parent, stranger);
      await meetsNoStranger(parent, stranger);
      await isRefusedAStranger(child, stranger);
      for (const { visitor } of [parent, child]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

async function withdraws(child: WebPerson): Promise<void> {
  await child.goto('/account/family');
  await child.button('family.requests.withdraw').waitFor();
  await child.seesAccessibly();
  await child.button('family.requests.withdraw').click();
  await child.button('family.requests.withdraw').waitFor({ state: 'hidden' });
  await child.main.getByText(child.t('family.requests.state.withdrawn')).first().waitFor();
  await child.seesAccessibly();
}

/** Types a name into the picker, adds who is found, and saves: it is kept. */
async function allowsOnly(parent: WebPerson, { id, displayName }: Person): Promise<void> {
  const card = await opensCaps(parent);
  await card.getByLabel(parent.t('family.caps.only')).check();
  await card.getByText(parent.t('family.caps.nobody'), { exact: true }).waitFor();
  const field = card.getByLabel(parent.t('family.caps.find'), { exact: true });
  const found = card
    .getByRole('list', { name: parent.t('family.caps.results'), exact: true })
    .getByRole('button', { name: displayName });
  // It is found by search, which knows of it after a moment.
  await expect
    .poll(async () => {
      await field.fill('');
      await field.pressSequentially(displayName, { delay: 20 });
      return found
        .first()
        .waitFor({ timeout: 4_000 })
        .then(
          () => true,
          () => false,
        );
    }, PATIENT)
    .toBe(true);
  // The form is saved by its button alone.
  await field.press('Enter');
  await parent.seesAccessibly();
  await found.first().click();
  await card.getByRole('button', { name: parent.t('site.save'), exact: true }).click();
  await parent.page.getByText(parent.t('site.saved'), { exact: true }).waitFor();

  const { items } = await parent.api<Children>('/me/children');
  expect(items.map(({ caps }) => caps.providers)).toContainEqual([id]);
  const again = await opensCaps(parent);
  await again.getByRole('listitem').filter({ hasText: displayName }).first().waitFor();
}

async function opensCaps(parent: WebPerson) {
  await parent.goto('/account/family');
  const card = parent.main
    .getByRole('region')
    .filter({ hasText: parent.t('family.facts.signIn', { has: 'yes' }) });
  await card.getByText(parent.t('family.caps.title'), { exact: true }).click();
  return card;
}

/** Allowed by the parent or not: nobody has seen who that is, so the page offers no child a lesson. */
async function meetsNoStranger(parent: WebPerson, { id }: Person): Promise<void> {
  await picksATime(parent, id);
  await parent.reads('booking.unchecked.title');
  await parent.seesAccessibly();
  expect(await parent.button('booking.reserve').count()).toBe(0);
  const link = parent.main.getByRole('link', { name: parent.t('booking.unchecked.search') });
  expect(await link.getAttribute('href')).toBe(`/${parent.locale}/search?verified=identity`);
  await parent.field('booking.forWhom').selectOption({ label: parent.t('booking.forMe') });
  await parent.button('booking.reserve').waitFor();
}

/** By itself it learns so when it wants to reserve. */
async function isRefusedAStranger(child: WebPerson, { id }: Person): Promise<void> {
  await picksATime(child, id);
  await child.button('booking.reserve').click();
  await child.main
    .getByRole('link', { name: child.t('booking.unchecked.search') })
    .waitFor(PATIENT);
  await child.seesAccessibly();
  expect((await child.api<{ items: unknown[] }>('/bookings')).items).toEqual([]);
}

async function picksATime(person: WebPerson, providerId: string): Promise<void> {
  await person.goto(`/providers/${providerId}`);
  await person.main
    .getByRole('region', { name: person.t('provider.choose') })
    .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ })
    // The first may begin in a moment, and is over when it is wanted.
    .last()
    .click();
  await person.arrives('/book');
}
