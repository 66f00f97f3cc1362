import { DESKTOP, PHONE } from '@edu/browser';
import type { Payouts } from '@edu/client';
import { LOCALES, newId, type Locale } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { ApiClient, freshEmail, Postbox, signUp, stepUpByCode, type Person } from '@edu/journey';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { provesByCode } from './proves-by-code.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const api = new ApiClient(platform.url);
/** The daily job looks every few seconds, and what it plans is sent and asked about after it. */
const PATIENT = { timeout: 90_000, interval: 500 };
const JOURNEY_MS = 300_000;

/** Whoever has a wallet of MTN's simulator is called so. */
const HOLDER = 'Aya Kouassi';
/** Money to it does not arrive: a number of pawaPay's sandbox, in the form of before 2024. */
const LOST = '+22951345089';
/** It has wallets of its own, whoever has the number. */
const APP = 'Wave';

interface Tutor extends Person {
  readonly address: ReturnType<typeof freshEmail>;
}

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
  // Of the triggers of its tables too.
  await database.query('SET search_path TO payment');
});
afterAll(async () => {
  await database.end();
  await api.close();
});

async function joins(displayName: string, locale: Locale): Promise<Tutor> {
  const address = freshEmail('payout');
  const person = await signUp(platform, post, { role: 'tutor', displayName, address, locale });
  return { ...person, address };
}

/** What the lessons of a month have earned. */
async function earns({ id }: Person, francs: number): Promise<void> {
  await database.query(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('platform_costs', 'platform', $3::bigint), ('provider_payable', $2, -$3::bigint))
       AS entry (account, owner, amount)`,
    [newId(), id, francs],
  );
}

/** The pause after a new number is over, and the day of payouts has come. */
async function nextMorning(...tutors: readonly Person[]): Promise<void> {
  await database.query(
    'UPDATE payout_account SET payable_from = changed_at WHERE provider_id = ANY($1)',
    [tutors.map(({ id }) => id)],
  );
  await database.query(`UPDATE calendar_job SET due_at = now() WHERE name = 'plan payouts'`);
}

const payoutsOf = ({ api: own }: Person): Promise<Payouts> => own.get('/api/v1/me/payouts');
const becomes = (tutor: Person, ...states: string[]) =>
  expect
    .poll(async () => (await payoutsOf(tutor)).items.map(({ state }) => state), PATIENT)
    .toEqual(states);
const gets = ({ address }: Tutor, subject: string) =>
  expect
    .poll(async () => (await post.letters(address)).map((letter) => letter.subject), PATIENT)
    .toContain(subject);

describeInBrowser('what teachers have earned', (open) => {
  it(
    'is paid out, fails with its reason, or waits for a person who compares two names',
    async () => {
      const [paid, large, lost, other] = await Promise.all([
        joins(HOLDER, 'fr'),
        joins(HOLDER, 'fr'),
        joins('Moussa Traoré', 'en'),
        joins('Awa Koné', 'fr'),
      ]);
      await earns(paid, 12_000);
      await earns(large, 600_000);
      await earns(lost, 9_000);
      await earns(other, 15_000);
      await Promise.all(
        (
          [
            [paid, '+2250501020304'],
            [large, '+2250501020305'],
            [lost, LOST],
          ] as const
        ).map(async ([tutor, phone]) => {
          await stepUpByCode(post, tutor, tutor.address);
          await tutor.api.put('/api/v1/me/payouts/account', { body: { phone } });
        }),
      );
      await gets(paid, 'Nouveau numéro pour vos versements');

      // Who gives a number that is another's, by the name of its owner.
      const teacher = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', 'Awa');
      await signInAs(teacher.visitor, other);
      await teacher.goto('/teaching/payouts');
      await teacher.reads('payouts.account.none');
      await teacher.seesAccessibly();
      await teacher.button('payouts.account.give').click();
      await teacher.field('payouts.account.number').fill('33');
      await teacher.button('payouts.account.save').waitFor();
      await teacher.seesAccessibly();
      await teacher.field('payouts.account.number').fill('05 01 02 03 99');
      await provesByCode(teacher, post, other.address, () =>
        teacher.button('payouts.account.save').click(),
      );
      await teacher.reads('payouts.account.waits', { why: 'name' });
      await teacher.reads('payouts.next.blocked', { why: 'waiting' });
      await teacher.seesAccessibly();

      // Takes it back, and gives it once more: the proof is fresh.
      await teacher.button('payouts.account.remove').click();
      await teacher.button('payouts.account.remove.yes').waitFor();
      await teacher.seesAccessibly();
      await teacher.button('payouts.account.remove.yes').click();
      await teacher.reads('payouts.account.none');
      await gets(other, 'Numéro de vos versements retiré');
      await teacher.button('payouts.account.give').click();
      await teacher.field('payouts.account.number').fill('05 01 02 03 99');
      await teacher.button('payouts.account.save').click();
      await teacher.reads('payouts.account.waits', { why: 'name' });

      await nextMorning(paid, large, lost, other);
      await becomes(paid, 'paid');
      await becomes(lost, 'failed');
      await becomes(large, 'checked');
      await becomes(other);
      await gets(paid, 'Versement effectué');
      await gets(lost, 'Payout did not arrive');

      const loser = new WebPerson(await open({ locale: 'en', viewport: PHONE }), 'en', 'Moussa');
      await signInAs(loser.visitor, lost);
      await loser.goto('/teaching/payouts');
      const failure = loser.t('payouts.failure', { failure: 'no_wallet' });
      await loser.main.getByText(failure).waitFor();
      await loser.seesAccessibly();

      // Finance lets the number through, and two of them the large one.
      const staff = new WebPerson(await open({ locale: 'fr', viewport: DESKTOP }), 'fr', 'Finance');
      await signInAs(staff.visitor, await signInStaff(api, 'finance'));
      await staff.goto('/staff');
      await staff.link('staff.places.payouts').click();
      await staff.arrives('/staff/payouts');
      const { items } = await payoutsOf(large);
      const card = staff.main.locator(`[data-payout="${items[0]!.id}"]`);
      await card.getByText(staff.t('payouts.staff.approvals', { count: 0 })).waitFor();
      await staff.seesAccessibly();
      const yes = card.getByRole('button', { name: staff.t('payouts.staff.approve') });
      await yes.dblclick();
      await card.getByText(staff.t('payouts.staff.approvals', { count: 1 })).waitFor();
      await card.getByText(staff.t('payouts.staff.approved')).waitFor();
      expect(await yes.count()).toBe(0);
      await becomes(large, 'checked');
      const second = await signInStaff(api, 'finance');
      const { id } = items[0]!;
      await api.ok(paymentRpc.approvePayout, { id }, { ...second, key: newId() });
      await becomes(large, 'paid');

      const number = staff.main.locator('[data-account]').filter({ hasText: 'Awa Koné' }).last();
      await number.getByText(HOLDER).waitFor();
      await number
        .getByRole('button', { name: staff.t('payouts.staff.accept'), exact: true })
        .click();
      const reason = 'Mariée : sa carte porte les deux noms.';
      await number.getByLabel(staff.t('staff.reason')).fill(reason);
      await staff.seesAccessibly();
      await number.getByRole('button', { name: staff.t('staff.confirm') }).click();
      await expect
        .poll(async () => (await payoutsOf(other)).accounts[0]?.waitsFor, PATIENT)
        .toBeNull();

      await nextMorning(other);
      await becomes(other, 'paid');
      await teacher.goto('/teaching/payouts');
      const shown = teacher.main.locator('[data-payout]');
      await shown.getByText(teacher.t('payouts.state', { state: 'paid' })).waitFor();
      await teacher.seesAccessibly();
      for (const { visitor } of [teacher, loser, staff]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );

  it.each(LOCALES)(
    'goes to the wallet of an app that its owner names: %s',
    async (locale) => {
      const tutor = await joins('Fatou Diop', locale);
      await earns(tutor, 8_000);
      const visitor = await open({ locale, viewport: PHONE });
      const teacher = new WebPerson(visitor, locale, 'Fatou');
      await signInAs(visitor, tutor);
      await teacher.goto('/teaching/payouts');
      await teacher.button('payouts.account.give').click();
      await teacher.field('payouts.account.number').fill('07 01 02 03 04');
      await teacher.main.getByRole('radio', { name: APP, exact: true }).check();
      await teacher.seesAccessibly();
      await provesByCode(teacher, post, tutor.address, () =>
        teacher.button('payouts.account.save').click(),
      );
      await teacher.reads('payouts.account.namesNobody', { operator: APP });
      await teacher.seesAccessibly();
      await nextMorning(tutor);
      await becomes(tutor, 'paid');
      await teacher.goto('/teaching/payouts');
      await teacher.reads('payouts.to', { operator: APP, end: '04' });
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
    JOURNEY_MS,
  );
});
