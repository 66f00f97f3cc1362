import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent, type Payment } from '@edu/client';
import { RpcCaller } from '@edu/demo';
import { openTutor, signUpByPhone, type Person } from './actors.ts';
import { ApiClient } from './api-client.ts';
import { payByCard } from './card.ts';
import { eventually } from './eventually.ts';
import { Finance, type Mismatch, type Run } from './finance.ts';
import type { JourneyPlatform } from './journey.ts';
import { Rail } from './money/rail.ts';
import { Postbox } from './postbox.ts';
import { firstStart, readSlots } from './slots.ts';

/** As the services have it by default: what is younger is not judged. */
export const SETTLE_MS = 16_000;
/** A hold ends when its lesson begins: a busy machine has that long to pay for it. */
const LEAD_MS = 120_000;
/** A wallet of Orange in Côte d'Ivoire that waits for a person. */
const PHONE = '+2250701020304';
const PSP = 'pawapay';
/** That it was opened, and that the money is gone. */
const SAID_OF_A_DISPUTE = 2;

export interface ReconcileStage extends JourneyPlatform {
  /** As the operator. */
  readonly natsUrl: string;
  readonly pawapayUrl: string;
  /** How old something has to be to be compared. */
  readonly settleMs: number;
}

type Say = (line: string) => void;

/**
 * Pays for two lessons and compares; then has a statement disagree by one line, and a bank take a payment back of
 * which nobody was informed, and shows the rows. Leaves nothing open: both are put right in the end.
 *
 * @throws Error when something is not found, or found that should not be
 */
export async function demonstrate(stage: ReconcileStage, say: Say): Promise<void> {
  const api = new ApiClient(stage.url);
  const operator = await RpcCaller.connect(stage.natsUrl, 'reconcile-demo');
  try {
    const finance = await Finance.join(api, operator);
    const from = new Date(Date.now() - 1_000);
    const { intent } = await payTwoLessons(stage);
    say('Two lessons were booked and paid, one by card and one by Mobile Money.');
    if (stage.settleMs > 0) say('  … what is too young is not compared: a quarter of a minute');
    await sleep(stage.settleMs);
    const period = { from: from.toISOString(), to: new Date().toISOString() };
    const ofPsp = { ...period, psp: PSP };
    const statement = () => exportStatement(stage, period);
    const earlier = new Set((await finance.open()).map(({ id }) => id));
    const isNew = async () => (await finance.open()).filter(({ id }) => !earlier.has(id));

    say('\nEverything is compared:');
    say(inWords('our payments with ledger and bookings', await finance.compare(period)));
    say(inWords('what Stripe lists', await finance.compare({ ...period, psp: 'stripe' })));
    const good = await statement();
    say(inWords('the statement of pawaPay', await finance.compareStatement(ofPsp, good)));
    const rows = await isNew();
    assert.deepEqual(rows, [], 'nothing disagrees');
    say('  0 rows: nothing disagrees.');

    say('\nThe next statement says 100 francs more in one line:');
    say(inWords('the statement of pawaPay', await finance.compareStatement(ofPsp, tampered(good))));
    const [row, ...others] = await isNew();
    assert(row && others.length === 0, `one row, not ${others.length + (row ? 1 : 0)}`);
    say(rowInWords(row));

    say('\nThe operator sends it again, put right:');
    say(inWords('the statement of pawaPay', await finance.compareStatement(ofPsp, good)));
    assert.deepEqual(await isNew(), [], 'what is no longer so is closed');
    say('  0 rows: what is no longer so was closed by itself.');

    say(
      '\nThe bank of whoever paid by card takes the payment back, and the news of it does not arrive:',
    );
    const withStripe = async () => {
      await sleep(stage.settleMs);
      const until = { ...period, to: new Date().toISOString(), psp: 'stripe' };
      say(inWords('what Stripe lists', await finance.compare(until)));
    };
    const stripe = new Rail('stripe', stage.urls.stripe, stage.url);
    await stripe.lay({ webhooks: { drop: { next: SAID_OF_A_DISPUTE } } });
    const dispute = await stripe.dispute(intent, { reason: 'fraudulent' });
    await withStripe();
    const [gone, ...more] = await isNew();
    assert(gone?.about === 'dispute' && more.length === 0, 'one row, of the dispute');
    say(rowInWords(gone));

    say('\nThe news arrives, and the bank decides for us:');
    await stripe.redeliver();
    await stripe.decide(dispute, 'won');
    await eventually(async () => {
      await withStripe();
      assert.deepEqual(await isNew(), [], 'the books know of it');
    });
    say('  0 rows: the books know of it.');
  } finally {
    await operator.close();
    await api.close();
  }
}

/** @returns what Stripe calls the payment by card */
async function payTwoLessons(stage: ReconcileStage): Promise<{ intent: string }> {
  const post = new Postbox(stage.urls);
  const tutor = await openTutor(stage, post, 'Aya Koné');
  const learner = await signUpByPhone(stage, post, 'Moussa Diop');
  const first = await bookSoon(stage, tutor, learner);
  const card = { body: { bookingId: first }, intent: newIntent() };
  const byCard = await learner.api.post('/api/v1/payments/intent', card);
  await payByCard(stage.urls.stripe, byCard);
  const second = await bookSoon(stage, tutor, learner);
  const body = { bookingId: second, psp: PSP, payer: { phone: PHONE } };
  const intent = { body, intent: newIntent() };
  await answerPrompt(stage, await learner.api.post('/api/v1/payments/intent', intent));
  for (const id of [first, second]) {
    await eventually(async () => {
      const { state } = await learner.api.get('/api/v1/bookings/{id}', {
        params: { path: { id } },
      });
      if (state !== 'confirmed') throw new Error(`booking ${id} is ${state}`);
    });
  }
  assert(byCard.next?.kind === 'card', 'the first one is paid by card');
  return { intent: byCard.next.clientSecret.split('_secret_', 1)[0]! };
}

/** @returns the booking of a lesson that begins in a few minutes */
export async function bookSoon(
  stage: JourneyPlatform,
  tutor: Person,
  { api }: Person,
): Promise<string> {
  const slots = await readSlots(stage, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + LEAD_MS));
  const slot = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
  return (await api.post('/api/v1/bookings', slot)).id;
}

/** The payer types the PIN. */
export async function answerPrompt(
  { pawapayUrl }: Pick<ReconcileStage, 'pawapayUrl'>,
  payment: Pick<Payment, 'id'>,
): Promise<void> {
  const answer = await fetch(`${pawapayUrl}/api/deposits?clientReferenceId=${payment.id}`);
  const { deposits } = (await answer.json()) as { deposits: { depositId: string }[] };
  const body = new URLSearchParams({ outcome: 'COMPLETED' });
  await fetch(`${pawapayUrl}/p/${deposits[0]!.depositId}`, { method: 'POST', body });
}

/** As the operator's dashboard gives it out. */
export async function exportStatement(
  { pawapayUrl }: Pick<ReconcileStage, 'pawapayUrl'>,
  period: { from: string; to: string },
): Promise<string> {
  const answer = await fetch(`${pawapayUrl}/statement.csv?${new URLSearchParams(period)}`);
  return answer.text();
}

/** The same, with 100 francs more in its last line. */
export function tampered(csv: string): string {
  const lines = csv.trimEnd().split('\n');
  const amount = lines[0]!.split(',').indexOf('Amount');
  const cells = lines.at(-1)!.split(',');
  cells[amount] = String(Number(cells[amount]) + 100);
  return [...lines.slice(0, -1), cells.join(',')].join('\n');
}

function inWords(what: string, { compared, found, gone, createdAt, endedAt }: Run): string {
  const ms = Date.parse(endedAt!) - Date.parse(createdAt);
  return `  ${what}: ${compared} compared, ${found} found, ${gone} gone (${ms} ms)`;
}

const KINDS: Readonly<Record<string, string>> = {
  missing_here: 'has something that we do not have',
  missing_there: 'does not have something that we have',
  other_amount: 'says another amount',
  other_currency: 'says another currency',
  other_state: 'says another state',
  twice: 'has something twice',
};

function rowInWords({ psp, kind, about, subject, here, there, state, foundAt }: Mismatch): string {
  const sum = (said: Mismatch['here']) =>
    said ? `${said.amount} ${said.currency}, ${said.state}` : 'nothing';
  return [
    `  1 row, ${state}: ${psp} ${KINDS[kind] ?? kind}.`,
    `    the ${about} ${subject}`,
    `    here:  ${sum(here)}`,
    `    there: ${sum(there)}`,
    `    found: ${foundAt}`,
  ].join('\n');
}
