import { DESKTOP, PHONE } from '@edu/browser';
import type { Locale } from '@edu/client';
import { LOCALES } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { RpcCaller } from '@edu/demo';
import { ApiClient, freshEmail, Postbox } from '@edu/journey';
import { randomBytes } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { signInAdmin } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, urls, natsUrl } = inject('platform');
const post = new Postbox(urls);
const JOURNEY_MS = 180_000;
/** A suspension is known everywhere by then. */
const REVOKED = { timeout: 40_000, interval: 500 };
/** An account that is open shows its page until then. */
const SHOWN_MS = 8_000;

describeInBrowser('staff and an account', (open) => {
  it.each(LOCALES)(
    'find it, suspend it with a reason, and open it again, and its owner reads what is the case, in %s',
    async (locale: Locale) => {
      const name = `Koffi ${randomBytes(4).toString('hex')}`;
      const owner = new WebPerson(await open({ locale, viewport: PHONE }), locale, name);
      const staff = new WebPerson(await open({ locale, viewport: DESKTOP }), locale, 'Admin');
      const email = freshEmail('koffi');
      await owner.goto('/sign-up?as=student');
      await owner.signUp(post, 'student', email);
      await owner.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-up'));

      const api = new ApiClient(url);
      await signInAs(staff.visitor, await signInAdmin(api).finally(() => api.close()));
      await staff.goto('/staff/accounts');
      await finds(staff, 'nobody@journey.test');
      await staff.reads('staff.accounts.none');
      await finds(staff, email.email);
      await staff.main.getByRole('heading', { name }).waitFor();
      await staff.seesAccessibly();
      await changes(staff, 'suspend', 'abuse');
      await staff.reads('staff.accounts.closed');
      await staff.main.getByText(staff.t('staff.accounts.reasonIs', { reason: 'abuse' })).waitFor();
      await staff.seesAccessibly();

      await isSentAway(owner);
      expect(new URL(owner.page.url()).searchParams.get('ended')).toBe('suspended');
      await owner.reads('account.suspended');
      await owner.seesAccessibly();

      await changes(staff, 'reinstate', 'mistake');
      await staff.button('staff.accounts.suspend').waitFor();
      await signsIn(owner, email);
      await owner.goto('/account');
      await owner.main.getByText(email.email).first().waitFor();
      expect(staff.visitor.faults).toEqual([]);
      for (const { visitor } of [owner, staff]) await visitor.close();
    },
    JOURNEY_MS,
  );
});

describeInBrowser('an admin and somebody of staff', (open) => {
  it.each(LOCALES)(
    'gets a link for their passkey, and they get a message without it, in %s',
    async (locale: Locale) => {
      const name = `Salimata ${randomBytes(4).toString('hex')}`;
      const email = freshEmail('support');
      await seeds({ role: 'support', email: email.email, displayName: name });
      const admin = new WebPerson(await open({ locale, viewport: DESKTOP }), locale, 'Admin');
      const api = new ApiClient(url);
      await signInAs(admin.visitor, await signInAdmin(api).finally(() => api.close()));
      await admin.goto('/staff/accounts');
      await finds(admin, email.email);
      await admin.main.getByRole('heading', { name }).waitFor();
      await admin.button('staff.accounts.passkey').click();
      const dialog = admin.page.getByRole('dialog');
      await dialog.getByText(admin.t('staff.accounts.passkeyWhat')).waitFor();
      await admin.seesAccessibly();
      await dialog.getByRole('button', { name: admin.t('staff.accounts.passkeyMake') }).click();
      const link = dialog.getByLabel(admin.t('staff.accounts.passkeyLink'), { exact: true });
      await link.waitFor();
      await admin.seesAccessibly();
      const token = new URL(await link.inputValue()).hash.slice(1);
      expect(token).toMatch(/^[\w-]{43}$/);
      await expect.poll(async () => (await post.letters(email)).length, REVOKED).toBe(1);
      expect(JSON.stringify(await post.letters(email))).not.toContain(token);
      expect(admin.visitor.faults).toEqual([]);
      await admin.visitor.close();
    },
    JOURNEY_MS,
  );
});

async function seeds(who: { role: 'support'; email: string; displayName: string }): Promise<void> {
  const operator = await RpcCaller.connect(natsUrl, 'e2e');
  try {
    await operator.call(authRpc.seedAccount, { ...who, password: 'three tall palm trees' });
  } finally {
    await operator.close();
  }
}

async function finds(staff: WebPerson, query: string): Promise<void> {
  await staff.field('staff.accounts.query').fill(query);
  await staff.button('staff.accounts.submit').click();
}

/** Nothing happens without a reason. */
async function changes(
  staff: WebPerson,
  what: 'suspend' | 'reinstate',
  reason: string,
): Promise<void> {
  await staff.button(`staff.accounts.${what}`).click();
  const dialog = staff.page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: staff.t(`staff.accounts.${what}`) });
  await submit.click();
  expect(await dialog.isVisible()).toBe(true);
  await staff.seesAccessibly();
  await dialog.getByLabel(staff.t('staff.accounts.reason')).selectOption(reason);
  await submit.click();
  await dialog.waitFor({ state: 'hidden' });
}

/** From a page of their own, as soon as it is known that the account is closed. */
async function isSentAway({ page, locale }: WebPerson): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(`/${locale}/account`);
      const away = page.waitForURL(({ pathname }) => pathname.endsWith('/sign-in'), {
        timeout: SHOWN_MS,
      });
      return away.then(
        () => true,
        () => false,
      );
    }, REVOKED)
    .toBe(true);
}

async function signsIn(owner: WebPerson, email: ReturnType<typeof freshEmail>): Promise<void> {
  const [before] = await post.letters(email);
  await owner.goto('/sign-in');
  await owner.main.getByRole('radio', { name: owner.t('account.byEmail') }).check();
  await owner.field('account.email').fill(email.email);
  await owner.button('account.signIn.sendCode').click();
  await owner.field('account.code.label').waitFor();
  await expect
    .poll(async () => (await post.letters(email))[0]?.id, { timeout: 20_000, interval: 200 })
    .not.toBe(before?.id);
  await owner.field('account.code.label').fill((await post.code(email)).code);
  await owner.button('account.code.submit').click();
  await owner.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'));
}
