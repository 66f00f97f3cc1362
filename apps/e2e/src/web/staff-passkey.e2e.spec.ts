import { DESKTOP } from '@edu/browser';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { RpcCaller } from '@edu/demo';
import { freshEmail } from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { deviceOf } from './passkey-device.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const { url, natsUrl } = inject('platform');
/** Browsers take no number for the domain of a passkey. */
const baseURL = url.replace('//127.0.0.1', '//localhost');
const PASSWORD = 'three tall palm trees';

describeInBrowser('somebody of staff', (open) => {
  it.each(LOCALES)(
    'adds their first passkey with the operator’s link, and then gets in, in %s',
    async (locale: Locale) => {
      const visitor = await open({ locale, viewport: DESKTOP, baseURL });
      const staff = new WebPerson(visitor, locale, 'Salimata Support');
      await deviceOf(staff);
      const email = freshEmail('support');
      const link = await invite(email.email, staff.name);

      await staff.page.goto(link);
      await staff.arrives('/sign-in');
      await signsIn(staff, email.email);
      await staff.arrives('/account/security');
      await staff.reads('account.passkeys.invited');
      await staff.seesAccessibly();
      expect(staff.page.url()).not.toContain('#');

      await staff.goto('/staff/accounts');
      await finds(staff);
      await staff.reads('staff.secondFactor.title');
      await staff.seesAccessibly();
      await staff.main.getByRole('link', { name: staff.t('staff.secondFactor.setUp') }).click();
      await staff.reads('account.passkeys.invited');
      await staff.button('account.passkeys.add').click();
      const dialog = staff.page.getByRole('dialog');
      await dialog.locator('input[type=password]').fill(PASSWORD);
      await dialog.getByRole('button', { name: staff.t('proof.submit') }).click();
      await staff.reads('account.passkeys.unused');
      expect(await staff.main.getByText(staff.t('account.passkeys.invited')).count()).toBe(0);

      await staff.goto('/staff/accounts');
      await finds(staff);
      await staff.main.getByText(email.email).waitFor();
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
  );
});

async function invite(email: string, displayName: string): Promise<string> {
  const operator = await RpcCaller.connect(natsUrl, 'e2e');
  try {
    const account = { role: 'support', email, password: PASSWORD, displayName } as const;
    await operator.call(authRpc.seedAccount, account);
    return (await operator.call(authRpc.invitePasskey, { email })).link;
  } finally {
    await operator.close();
  }
}

async function finds(staff: WebPerson): Promise<void> {
  await staff.field('staff.accounts.query').fill(staff.name);
  await staff.button('staff.accounts.submit').click();
}

async function signsIn(staff: WebPerson, email: string): Promise<void> {
  await staff.main.getByRole('radio', { name: staff.t('account.byEmail') }).check();
  await staff.field('account.email').fill(email);
  await staff.main.getByRole('radio', { name: staff.t('account.signIn.byPassword') }).check();
  await staff.field('account.password').fill(PASSWORD);
  await staff.button('account.signIn.submit').click();
}
