import { afterEach, describe, expect, it } from 'vitest';
import { startHarness, type StripeHarness } from './stripe-harness.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

async function setUp() {
  const receiver = await startWebhookReceiver();
  open.push(receiver);
  const harness = await startHarness({ webhookUrl: receiver.url });
  open.push(harness);
  return { ...harness, receiver };
}

const payment = { amount: 5_000, currency: 'xof', confirm: true, payment_method: 'pm_card_visa' };
const idOf = async (stripe: StripeHarness['stripe'], intent: string) => {
  const { data } = await stripe.disputes.list({ payment_intent: intent });
  return data[0]!.id;
};

describe('a dispute', () => {
  it.each([
    ['pm_card_createDispute', 'fraudulent', 'needs_response', 1],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received', 'needs_response', 1],
    ['pm_card_createDisputeInquiry', 'fraudulent', 'warning_needs_response', 0],
  ])('follows a charge of %s', async (method, reason, status, taken) => {
    const { stripe, control } = await setUp();
    const intent = await stripe.paymentIntents.create({ ...payment, payment_method: method });
    const dispute = await stripe.disputes.retrieve(await idOf(stripe, intent.id));
    expect(dispute).toMatchObject({ reason, status, amount: 5_000, payment_intent: intent.id });
    expect(dispute.evidence_details.due_by! * 1_000).toBeGreaterThan(Date.now());
    const { data } = await control(`/charges?payment_intent=${intent.id}`);
    const log = data as { action: string }[];
    expect(log.filter(({ action }) => action === 'dispute')).toHaveLength(taken);
  });

  it.each([
    ['winning_evidence', 'won', 'charge.dispute.funds_reinstated'],
    ['losing_evidence', 'lost', 'charge.dispute.closed'],
  ])('that is answered with %s is %s', async (text, status, event) => {
    const { stripe, receiver } = await setUp();
    const intent = await stripe.paymentIntents.create({
      ...{ ...payment, payment_method: 'pm_card_createDispute' },
    });
    const id = await idOf(stripe, intent.id);
    const evidence = { uncategorized_text: text };
    const answered = await stripe.disputes.update(id, { evidence, submit: true });
    expect(answered).toMatchObject({ status: 'under_review', evidence });
    await receiver.until(() => receiver.types().includes(event));
    expect(await stripe.disputes.retrieve(id)).toMatchObject({ status });
    await expect(stripe.disputes.close(id)).rejects.toThrow('cannot be changed');
  });

  it('of a part is opened and decided by its bank, and its charge cannot be refunded meanwhile', async () => {
    const { stripe, control } = await setUp();
    const intent = await stripe.paymentIntents.create(payment);
    const { id } = (await control('/disputes', {
      ...{ payment_intent: intent.id, amount: 2_000, reason: 'duplicate' },
    })) as { id: string };
    const refund = () => stripe.refunds.create({ payment_intent: intent.id });
    await expect(refund()).rejects.toThrow('charged back');
    await control(`/disputes/${id}`, { how: 'won' });
    expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: 'won', amount: 2_000 });
    await expect(refund()).resolves.toMatchObject({ amount: 5_000 });
  });
});
