import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { newIntent } from '@edu/client';
import { newId } from '@edu/contract-kit';
import { RpcCaller } from '@edu/demo';
import type { Platform } from '@edu/platform';
import pg from 'pg';
import { proven, type Person } from '../actors.ts';
import { ApiClient } from '../api-client.ts';
import { eventually } from '../eventually.ts';
import { journeyPlatform } from '../platform-target.ts';
import type { Postbox } from '../postbox.ts';
import { Finance } from '../finance.ts';
import { answerPrompt, bookSoon, exportStatement, tampered } from '../reconcile-demo.ts';
import { newCanary, type Marked } from './people.ts';

const EARNED = 12_345;
/** The day of payouts is looked for twice a minute. */
const MONEY_MS = 180_000;

/**
 * What a tutor has earned is paid to their number. Its operator knows another name of whoever has it, so finance
 * looks at both first, and says why it lets the money go.
 */
export async function markPayouts(
  platform: Platform,
  post: Postbox,
  tutor: Marked,
): Promise<Marked> {
  const { person, own } = tutor;
  const { api } = person;
  const phone = `+22505${String(randomInt(1e8)).padStart(8, '0')}`;
  const [inWallet, inNote, inBonus] = [newCanary(), newCanary(), newCanary()];
  const holder = { msisdn: phone.slice(1), given_name: inWallet, family_name: 'Kone' };
  await sendJson(`${platform.urls['mtn-momo']}/_control/holders`, holder);
  await proven(post, person, own, () => api.put('/api/v1/me/payouts/account', { body: { phone } }));
  await withFinance(platform, async (finance) => {
    await finance.acceptNumberOf(person.id, `Called ${inNote}: the number is her own.`);
    await finance.proposeBonus(person.id, EARNED, `The bonus that ${inBonus} was promised.`);
  });
  await earn(platform.databases.adminUrl, person.id);
  await eventually(async () => {
    const { items } = await api.get('/api/v1/me/payouts');
    assert.deepEqual(
      items.map(({ state }) => state),
      ['paid'],
    );
  }, MONEY_MS);
  const canaries = [
    ['number for payouts', phone.slice(1)],
    ['note about the number', inNote],
    ['why finance owes more', inBonus],
  ] as const;
  return {
    ...tutor,
    canaries: new Map([...tutor.canaries, ...canaries]),
    withheld: new Map([['name of the wallet', inWallet]]),
  };
}

/** Something is payable to them, and the day of payouts has come. */
async function earn(adminUrl: string, providerId: string): Promise<void> {
  // The books check themselves, and look for their tables in the schema that is open.
  const sql = new pg.Client({ connectionString: adminUrl, options: '-c search_path=payment' });
  await sql.connect();
  try {
    await sql.query(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'booking', $1, 'compensation') RETURNING id)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
         ('platform_costs', 'platform', $3::bigint), ('provider_payable', $2, -$3::bigint))
         AS entry (account, owner, amount)`,
      [newId(), providerId, EARNED],
    );
    // The service enters its jobs a moment after it has started.
    await eventually(async () => {
      const planned = `UPDATE calendar_job SET due_at = now() WHERE name = 'plan payouts'`;
      assert.equal((await sql.query(planned)).rowCount, 1);
    }, MONEY_MS);
  } finally {
    await sql.end();
  }
}

/**
 * A lesson is paid from the phone of whoever has the account, and its receipt issued. The operator's statement
 * names number and payer, and disagrees about the amount.
 */
export async function markPayer(
  platform: Platform,
  learner: Marked,
  tutor: Person,
): Promise<Marked> {
  const at = journeyPlatform(platform);
  const { api } = learner.person;
  const from = new Date(Date.now() - 1_000).toISOString();
  const bookingId = await bookSoon(at, tutor, learner.person);
  const phone = `+${learner.canaries.get('phone number')!}`;
  const body = { bookingId, psp: 'pawapay', payer: { phone } };
  const payment = await api.post('/api/v1/payments/intent', { body, intent: newIntent() });
  const pawapayUrl = platform.urls.pawapay!;
  await answerPrompt({ pawapayUrl }, payment);
  await eventually(async () => {
    const query = { paymentId: payment.id };
    const { items } = await api.get('/api/v1/documents', { params: { query } });
    assert.equal(items.length, 1, 'there is a receipt');
  }, MONEY_MS);
  const [inStatement, inMismatch] = [newCanary(), newCanary()];
  const period = { from, to: new Date().toISOString() };
  const csv = withName(tampered(await exportStatement({ pawapayUrl }, period)), inStatement);
  assert(csv.includes(phone.slice(1)), 'the statement has the number');
  await withFinance(platform, async (finance) => {
    await finance.compareStatement({ ...period, psp: 'pawapay' }, csv);
    const found = (await finance.open()).find(({ paymentId }) => paymentId === payment.id);
    assert(found, 'the statement disagrees about the payment');
    await finance.accept(found, `${inMismatch} confirmed the sum by phone.`);
  });
  return {
    ...learner,
    canaries: new Map([...learner.canaries, ['why finance left a sum as it is', inMismatch]]),
    passing: new Map([['name in a statement', inStatement]]),
  };
}

/** The same with a column more, as some operators have it. */
function withName(csv: string, name: string): string {
  const [head, ...lines] = csv.trimEnd().split('\n');
  return [`${head},Customer Name`, ...lines.map((line) => `${line},${name}`), ''].join('\n');
}

/** Somebody of finance does something. */
async function withFinance(
  { url, infrastructure }: Platform,
  work: (finance: Finance) => Promise<void>,
): Promise<void> {
  const api = new ApiClient(url);
  const operator = await RpcCaller.connect(infrastructure.natsUrl, 'erasure-proof');
  try {
    await work(await Finance.join(api, operator));
  } finally {
    await operator.close();
    await api.close();
  }
}

async function sendJson(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert(answer.ok, `${url} answered ${answer.status}`);
}
