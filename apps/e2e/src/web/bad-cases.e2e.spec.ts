import { accessibilityFaults, demoProvider, signIn } from '@edu/browser';
import { newIntent } from '@edu/client';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { RpcCaller } from '@edu/demo';
import { firstStart, freshEmail, openTutor, Postbox, readSlots, signUpByPhone } from '@edu/journey';
import { describe, expect, inject, it } from 'vitest';
import { answersAs } from './answers-as.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const { login, password } = platform.accounts.find(({ role }) => role === 'student')!;

/** Other services follow what one of them has done. */
const PATIENT = { timeout: 20_000, interval: 500 };

describe.each(LOCALES)('in %s', (locale) => {
  describeInBrowser('what goes wrong has a screen', (open) => {
    const visit = async (as: Locale = locale) =>
      new WebPerson(await open({ locale: as }), as, 'Ama Boateng');

    /** What is shown is accessible as well, and nothing failed on the way. */
    async function leaves(person: WebPerson): Promise<void> {
      expect(await accessibilityFaults(person.page)).toEqual([]);
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    }

    it('for the lesson of somebody else, and for one that never was', async () => {
      const post = new Postbox(platform.urls);
      const [tutor, learner] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré', locale),
      ]);
      const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
      const startsAt = firstStart(slots, new Date(Date.now() + 3_600_000));
      const body = { providerId: tutor.id, startsAt };
      const { id } = await learner.api.post('/api/v1/bookings', { body, intent: newIntent() });

      const owner = await visit();
      await signInAs(owner.visitor, learner);
      await owner.goto(`/lessons/${id}`);
      await owner.main.getByRole('heading', { name: tutor.displayName, level: 1 }).waitFor();
      await leaves(owner);

      const late = await visit();
      await signInAs(late.visitor, learner);
      // As if nobody had looked at this page until the time to pay was over.
      const over = { state: 'expired', holdExpiresAt: null };
      await answersAs(late.page, `/api/v1/bookings/${id}`, over);
      await late.goto(`/lessons/${id}/pay`);
      await late.reads('booking.expired.title');
      await late.link('lessons.bookAgain').waitFor();
      expect(await late.main.getByRole('button').count()).toBe(0);
      await leaves(late);

      const other = await visit();
      await signIn(other.visitor, login, password);
      for (const lesson of [id, '01a216e7-90a4-78b7-b7a2-955e717f91b9', 'nonsense']) {
        for (const path of [`/lessons/${lesson}`, `/lessons/${lesson}/pay`]) {
          await other.goto(path);
          await other.reads('lessons.notThere.title');
          expect(await other.main.innerText()).not.toContain(tutor.displayName);
        }
      }
      await leaves(other);
    });

    it('for links to a time that is over, to nobody, and to nothing', async () => {
      const { id: provider } = await demoProvider(platform.url);
      const reader = await visit();
      const start = new Date(Date.now() - 86_400_000).toISOString();
      await reader.goto(`/book?${new URLSearchParams({ provider, start, minutes: '60' })}`);
      await reader.reads('booking.past.title');
      const nobody = '01a216e7-90a4-78b7-b7a2-955e717f91b9';
      await reader.goto(`/book?${new URLSearchParams({ provider: nobody, start, minutes: '60' })}`);
      await reader.reads('booking.gone.title');
      await reader.goto('/book?provider=1');
      await reader.reads('booking.badLink');
      await reader.goto(`/providers/${nobody}`);
      await reader.reads('provider.gone.title');
      await leaves(reader);
    });

    it('for an account that was suspended', async () => {
      const post = new Postbox(platform.urls);
      const email = freshEmail('suspended');
      const reader = await visit();
      await reader.goto('/sign-up');
      await reader.signUp(post, 'student', email);
      await reader.arrives('/search');
      const { id } = await reader.api<{ id: string }>('/me');
      const caller = await RpcCaller.connect(platform.natsUrl, 'e2e');
      await caller.call(authRpc.suspend, { userId: id });
      await caller.close();
      await expect
        .poll(async () => {
          await reader.goto('/account');
          await reader.main.locator('form, .notice-box').first().waitFor();
          return reader.main.getByText(reader.t('site.suspended.title')).count();
        }, PATIENT)
        .toBe(1);
      await leaves(reader);
    });

    it('for a browser that keeps no cookies', async () => {
      const reader = await visit();
      const devtools = await reader.visitor.context.newCDPSession(reader.page);
      await devtools.send('Emulation.setDocumentCookieDisabled', { disabled: true });
      await reader.goto('/sign-in');
      await reader.main.getByRole('radio', { name: reader.t('account.byEmail') }).check();
      await reader.main.getByRole('radio', { name: reader.t('account.signIn.byPassword') }).check();
      await reader.field('account.email').fill(login);
      await reader.field('account.password').fill(password);
      await reader.button('account.signIn.submit').click();
      await reader.reads('account.cookies.title');
      await leaves(reader);
    });

    it('for a tab whose owner signs out in another one', async () => {
      const reader = await visit();
      const { page, visitor } = reader;
      await signIn(visitor, login, password);
      await reader.goto('/account');
      await page.getByText(login).first().waitFor();
      const other = await visitor.context.newPage();
      await other.goto(`/${locale}/account`);
      const signOut = reader.t('account.signOut.submit');
      await other.getByRole('button', { name: signOut, exact: true }).click();
      await other.waitForURL(/\/sign-in/);

      await reader.reads('site.signedOut.title');
      expect(await page.content()).not.toContain(login);
      await other.close();
      await reader.link('site.signIn').click();
      await reader.arrives('/sign-in');
      await reader.button('account.signIn.sendCode').waitFor();
      await leaves(reader);
    });
  });
});
