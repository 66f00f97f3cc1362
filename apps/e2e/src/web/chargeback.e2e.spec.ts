import { DESKTOP, PHONE } from '@edu/browser';
import { paymentRpc } from '@edu/contracts-payment';
import {
  ApiClient,
  freshEmail,
  openLesson,
  openTutor,
  Postbox,
  signUp,
  type Person,
} from '@edu/journey';
import { afterAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const { url, urls } = platform;
const post = new Postbox(urls);
const api = new ApiClient(url);
afterAll(() => api.close());

const PATIENT = { timeout: 90_000, interval: 500 };
/** Stripe's test mode decides by it. */
const WORDS = 'winning_evidence: both of them are known to us, and the lesson is booked.';

/** What is said to have been frozen or released in a statement, as its owner reads it. */
async function kindsOf({ api: own }: Person): Promise<string[]> {
  const month = new Date().toISOString().slice(0, 7);
  const statement = await own.get('/api/v1/me/statement', {
    params: { query: { month, as: 'payer' } },
  });
  return statement.accounts.flatMap(({ lines }) => lines.map(({ kind }) => kind));
}

describeInBrowser('a card payment that a bank takes back', (open) => {
  it('is frozen, answered by finance with all that is known, and released', async () => {
    const address = freshEmail('chargeback');
    const [tutor, student] = await Promise.all([
      openTutor(platform, post, 'Awa Koné'),
      signUp(platform, post, {
        ...{ role: 'student', displayName: 'Moussa Traoré', address, locale: 'fr' },
      }),
    ]);
    const bookingId = await openLesson(platform, urls.stripe, tutor, student);
    const { items } = await api.ok(paymentRpc.list, {}, student);
    const { id: paymentId } = items.find((one) => one.bookingId === bookingId)!;
    const intents = (await (await fetch(`${urls.stripe}/_control/charges?limit=10000`)).json()) as {
      data: { paymentIntent: string; metadata: { paymentId?: string } }[];
    };
    const { paymentIntent } = intents.data.find((one) => one.metadata.paymentId === paymentId)!;
    const opened = await fetch(`${urls.stripe}/_control/disputes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payment_intent: paymentIntent }),
    });
    expect(opened.status).toBe(200);

    const staff = new WebPerson(await open({ locale: 'fr', viewport: DESKTOP }), 'fr', 'Finance');
    const finance = await signInStaff(api, 'finance');
    await signInAs(staff.visitor, finance);
    const found = async () =>
      (await api.ok(paymentRpc.chargebacks, {}, finance)).items.find(
        (one) => one.paymentId === paymentId,
      );
    await expect.poll(async () => (await found())?.fileAt ?? null, PATIENT).not.toBeNull();
    const { id } = (await found())!;
    await expect.poll(() => kindsOf(student), PATIENT).toContain('chargeback_frozen');
    await expect
      .poll(async () => (await post.letters(address)).map(({ subject }) => subject), PATIENT)
      .toContain('Une banque reprend un paiement');

    await staff.goto('/staff');
    await staff.link('staff.places.chargebacks').click();
    await staff.arrives('/staff/chargebacks');
    const card = staff.main.locator(`[data-chargeback="${id}"]`);
    await card.getByText(staff.t('chargebacks.state', { state: 'open' })).waitFor();
    await card.getByText('Moussa Traoré').waitFor();
    await staff.seesAccessibly();
    const download = staff.page.waitForEvent('download');
    await card.getByRole('button', { name: staff.t('chargebacks.file') }).click();
    expect((await download).suggestedFilename()).toMatch(/^evidence-[0-9a-f]{12}\.pdf$/);

    await card.getByRole('button', { name: staff.t('chargebacks.answer') }).click();
    await card.getByLabel(staff.t('chargebacks.words', { decision: 'answer' })).fill(WORDS);
    await staff.seesAccessibly();
    await card
      .getByRole('button', { name: staff.t('chargebacks.send', { decision: 'answer' }) })
      .click();
    await expect.poll(async () => (await found())?.state, PATIENT).toBe('won');
    await staff.goto('/staff/chargebacks');
    await card.getByText(staff.t('chargebacks.state', { state: 'won' })).waitFor();
    await staff.seesAccessibly();
    await expect.poll(() => kindsOf(student), PATIENT).toContain('chargeback_released');
    await expect
      .poll(async () => (await post.letters(address)).map(({ subject }) => subject), PATIENT)
      .toContain('La banque a décidé d’un paiement');

    // Whoever paid reads it in words, on a phone.
    const payer = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', 'Moussa');
    await signInAs(payer.visitor, student);
    await payer.goto('/account/statement?as=payer');
    const asks = payer.t('statement.line.chargeback_frozen', { as: 'payer' });
    await payer.main.getByText(asks).first().waitFor();
    await payer.seesAccessibly();
    for (const { visitor } of [staff, payer]) {
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  }, 300_000);
});
