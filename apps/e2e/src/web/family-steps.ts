import { freshEmail, type Postbox } from '@edu/journey';
import type { WebPerson } from './web-person.ts';

/** A parent adds a child and invites it to sign in by itself; it accepts. */
export async function joinsFamily(
  post: Postbox,
  parent: WebPerson,
  child: WebPerson,
): Promise<void> {
  await parent.goto('/sign-up?as=parent');
  await parent.signUp(post, 'parent', freshEmail('parent'));
  await parent.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));
  await parent.goto('/account/family');
  await parent.button('family.add').click();
  await parent.field('family.firstName').fill(child.name);
  await parent.field('family.birthYear').fill('2012');
  await parent.field('family.country').selectOption('CI');
  await parent.field('family.consent.agree').check();
  await parent.button('family.add').click();
  await parent.main.getByRole('heading', { name: child.name }).waitFor();

  const address = freshEmail('child');
  await parent.main.getByText(parent.t('family.invite.title'), { exact: true }).click();
  await parent.main.getByRole('radio', { name: parent.t('family.invite.child') }).check();
  await parent.field('account.email').fill(address.email);
  await parent.button('family.invite.send').click();
  await parent.button('family.invite.withdraw').waitFor();

  await child.goto('/sign-up?as=student');
  await child.signUp(post, 'student', address);
  await child.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));
  await child.goto('/account/family');
  await child.field('family.consent.agree').check();
  await child.button('family.invitation.accept').click();
  await child.reads('family.mine');
}

/** The entry that signs in by itself may spend nothing to speak of. */
export async function capsSpending(parent: WebPerson): Promise<void> {
  await parent.page.reload();
  const card = parent.main
    .getByRole('region')
    .filter({ hasText: parent.t('family.facts.signIn', { has: 'yes' }) });
  await card.getByText(parent.t('family.caps.title'), { exact: true }).click();
  await card.getByLabel(parent.t('family.caps.monthly'), { exact: true }).fill('1');
  await card.getByRole('button', { name: parent.t('site.save'), exact: true }).click();
  await card.getByText(parent.t('family.facts.monthly')).waitFor();
}

/** Wants a lesson, cannot have it, and asks for it. */
export async function asks(child: WebPerson, which: 'first' | 'last'): Promise<void> {
  await choosesTime(child, which);
  await child.button('booking.reserve').click();
  await sendsRequest(child);
}

/** The same of a time again and again. */
export async function asksForWeeks(child: WebPerson, times: number): Promise<void> {
  await choosesTime(child, 'last');
  await child.link('booking.repeatWeekly').click();
  await child.arrives('/book/series');
  await child.field('series.howMany').selectOption(String(times));
  await child.reads('series.freeOf', { free: times, all: times });
  await child.button('series.reserve', { count: times }).click();
  await sendsRequest(child);
}

async function choosesTime(child: WebPerson, which: 'first' | 'last'): Promise<void> {
  await child.goto('/search?subject=maths&verified=identity');
  await child.main.getByRole('heading', { level: 3 }).getByRole('link').first().click();
  const times = child.main
    .getByRole('region', { name: child.t('provider.choose') })
    .getByRole('link', { name: /^\d{1,2}[:.]\d{2}/ });
  await times[which]().click();
  await child.arrives('/book');
}

async function sendsRequest(child: WebPerson): Promise<void> {
  await child.button('booking.askParents').click();
  await child.reads('booking.asked');
  await child.seesAccessibly();
}
