import { newId } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import {
  Callback,
  FoundDeposit,
  FoundPayout,
  FoundRefund,
  pawapayId,
  toNotice,
  toPawapayAmount,
  toPawapayIntent,
  toPawapayPayout,
  toPawapayRefund,
  type Deposit,
} from './pawapay.domain.ts';

const paymentId = newId();
const depositId = 'f4401bd2-1568-4140-bf2d-eb77d2b2b639';
const deposit = (change: Partial<Deposit> = {}): Deposit => ({
  ...{ depositId, status: 'PROCESSING', amount: '5000', currency: 'XOF' },
  created: '2026-11-27T10:00:00Z',
  clientReferenceId: paymentId,
  ...change,
});
const intent = (change: Partial<Deposit> = {}) => toPawapayIntent(deposit(change), 300_000);

describe('a deposit', () => {
  it.each([
    ['ACCEPTED', 'pending', true],
    ['ENQUEUED', 'pending', true],
    ['SUBMITTED', 'pending', true],
    ['PROCESSING', 'pending', true],
    ['IN_RECONCILIATION', 'pending', false],
    ['COMPLETED', 'succeeded', false],
    ['FAILED', 'canceled', false],
    // Words of later versions, and those of others.
    ['ON_HOLD', 'pending', false],
    ['completed', 'pending', false],
    ['', 'pending', false],
  ])('that is %s is %s', (status, expected, prompts) => {
    const { status: seen, next } = intent({ status });
    expect(seen).toBe(expected);
    const expiresAt = '2026-11-27T10:05:00.000Z';
    expect(next).toEqual(prompts ? { kind: 'push', expiresAt, dial: null } : null);
  });

  it('says why it has failed, as well as it knows', () => {
    const failureReason = { failureCode: 'PAYER_LIMIT_REACHED' };
    expect(intent({ status: 'FAILED', failureReason }).reason).toBe('PAYER_LIMIT_REACHED');
    expect(intent({ status: 'FAILED' }).reason).toBe('FAILED');
    expect(intent({ status: 'PROCESSING', failureReason })).not.toHaveProperty('reason');
  });

  it('is ours only with an id of ours', () => {
    expect(intent().paymentId).toBe(paymentId);
    for (const clientReferenceId of [null, undefined, '', 'INV-1']) {
      expect(intent({ clientReferenceId }).paymentId).toBeNull();
    }
  });

  it('counts whole francs, and keeps the two francs apart', () => {
    expect(toPawapayAmount({ amount: 5_000, currency: 'XAF' })).toBe('5000');
    expect(intent({ amount: '5000.00' }).sum).toEqual({ amount: 5_000n, currency: 'XOF' });
    expect(intent({ currency: 'XAF' }).sum).toEqual({ amount: 5_000n, currency: 'XAF' });
  });

  it.each([{ amount: '50.5' }, { amount: '-5' }, { amount: 5_000 }, { created: 'today' }])(
    'with %j cannot be read',
    (change) => {
      const data = { ...deposit(), ...change };
      expect(FoundDeposit.safeParse({ status: 'FOUND', data }).success).toBe(false);
    },
  );
});

describe('a refund', () => {
  const data = { refundId: depositId, status: 'COMPLETED', amount: '200', currency: 'XOF' };
  const read = (more: object) => {
    const found = FoundRefund.parse({ status: 'FOUND', data: { ...data, ...more } });
    return found.status === 'FOUND' ? toPawapayRefund(found.data) : null;
  };

  it.each([
    ['the deposit itself', { depositId }],
    ['its metadata', { metadata: { depositId } }],
    ['its metadata, as they were sent', { metadata: [{ depositId }, { other: 'x' }] }],
  ])('says by %s which money goes back', (_what, more) => {
    expect(read(more)?.intentRef).toBe(depositId);
  });

  it('that nobody here ordered is of no payment', () => {
    expect(read({})).toMatchObject({ intentRef: '', refundId: null, status: 'succeeded' });
  });
});

describe('a payout', () => {
  const data = { payoutId: depositId, status: 'ACCEPTED', amount: '4500', currency: 'XAF' };
  const read = (more: object) => {
    const found = FoundPayout.parse({ status: 'FOUND', data: { ...data, ...more } });
    return found.status === 'FOUND' ? toPawapayPayout(found.data) : null;
  };

  it.each([
    ['ACCEPTED', 'pending'],
    ['ENQUEUED', 'pending'],
    ['PROCESSING', 'pending'],
    ['IN_RECONCILIATION', 'pending'],
    ['COMPLETED', 'succeeded'],
    ['FAILED', 'failed'],
    // A word of later versions.
    ['ON_HOLD', 'pending'],
  ])('that is %s is %s', (status, expected) => {
    expect(read({ status })?.status).toBe(expected);
  });

  it('says why it has failed, and whose it is', () => {
    const failureReason = { failureCode: 'RECIPIENT_NOT_FOUND', failureMessage: 'Nobody.' };
    const clientReferenceId = newId();
    expect(read({ status: 'FAILED', failureReason, clientReferenceId })).toEqual({
      ...{ ref: depositId, payoutId: clientReferenceId, status: 'failed' },
      ...{ sum: { amount: 4_500n, currency: 'XAF' }, failureReason: 'RECIPIENT_NOT_FOUND' },
    });
    expect(read({ status: 'FAILED' })).toMatchObject({ payoutId: null, failureReason: 'FAILED' });
    expect(read({ failureReason })?.failureReason).toBeNull();
  });
});

describe('pawapayId', () => {
  it('is one UUIDv4 for each key', () => {
    const ids = ['intent:1', 'intent:2', 'intent:1:1'].map(pawapayId);
    expect(new Set(ids).size).toBe(3);
    expect(pawapayId('intent:1')).toBe(ids[0]);
    for (const id of ids) {
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });
});

describe('toNotice', () => {
  const parse = (body: object) => toNotice(Callback.parse(body));

  it('names what is reported, once for each status', () => {
    const completed = parse({ ...deposit({ status: 'COMPLETED' }), payer: { type: 'MMO' } });
    expect(completed).toEqual({
      eventId: `deposit:${depositId}:COMPLETED`,
      type: 'deposit.completed',
      about: { kind: 'payment', ref: depositId },
    });
    expect(parse({ refundId: depositId, status: 'FAILED' }).about?.kind).toBe('refund');
    expect(parse({ payoutId: depositId, status: 'COMPLETED' })).toEqual({
      eventId: `payout:${depositId}:COMPLETED`,
      type: 'payout.completed',
      about: { kind: 'payout', ref: depositId },
    });
  });

  it.each([[], { depositId: '1', status: 'COMPLETED' }, { status: 'COMPLETED' }])(
    'is of none that says %j',
    (body) => {
      expect(Callback.safeParse(body).success).toBe(false);
    },
  );
});
