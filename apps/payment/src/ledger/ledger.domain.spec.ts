import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountsOf,
  charge,
  creditReleased,
  creditReserved,
  creditTakenAgain,
  compensation,
  earning,
  refund,
  refundReversal,
  type Account,
  type Entry,
} from './ledger.domain.ts';
import { suspense, suspenseKept, suspenseReturn } from './suspense.postings.ts';
import { payout, payoutFailed, payoutPaid } from '../payout/payout.postings.ts';

const id = '0198b3c0-0000-7000-8000-000000000001';
const payerId = '0198b3c0-0000-7000-8000-000000000002';
const providerId = '0198b3c0-0000-7000-8000-000000000003';
const payment = {
  ...{ id, psp: 'stripe', payerId, currency: 'XOF' },
  ...{ amount: 5_000n, creditAmount: 0n },
};

const balance = (entries: readonly Entry[], account?: Account) =>
  entries
    .filter((entry) => account === undefined || entry.account === account)
    .reduce((sum, { amount }) => sum + amount, 0n);

describe('a movement of money', () => {
  it('exchanges what was charged in other money for the price, each by itself', () => {
    const charged = { amount: 458n, currency: 'EUR' };
    const { entries } = charge({ ...payment, creditAmount: 2_000n, charged });
    expect(entries).toEqual([
      { account: 'psp_clearing', owner: 'stripe', amount: 458n, currency: 'EUR' },
      { account: 'fx', owner: 'platform', amount: -458n, currency: 'EUR' },
      { account: 'fx', owner: 'platform', amount: 3_000n, currency: 'XOF' },
      { account: 'credit_reserved', owner: payerId, amount: 2_000n, currency: 'XOF' },
      { account: 'learner', owner: payerId, amount: -5_000n, currency: 'XOF' },
    ]);
    const back = refund(payment, { ...payment, amount: 3_000n, charged }, 5_000n);
    for (const currency of ['EUR', 'XOF']) {
      const both = [...entries, ...back.entries].filter((entry) => entry.currency === currency);
      expect(balance(both)).toBe(0n);
      expect(balance(both, 'fx')).toBe(0n);
      expect(balance(both, 'psp_clearing')).toBe(0n);
    }
  });

  it('holds a payment for the learner', () => {
    expect(charge(payment)).toEqual({
      ...{ sourceType: 'payment', sourceId: id, purpose: 'charge' },
      entries: [
        { account: 'psp_clearing', owner: 'stripe', amount: 5_000n, currency: 'XOF' },
        { account: 'learner', owner: payerId, amount: -5_000n, currency: 'XOF' },
      ],
    });
  });

  it('spends the credit that was reserved, whichever part of the payment it is', () => {
    for (const creditAmount of [1n, 2_000n, 5_000n]) {
      const paid = { ...payment, creditAmount };
      const reserved = creditReserved(paid).entries;
      const given = [...reserved, ...creditReleased(paid).entries];
      for (const account of ['credit', 'credit_reserved'] as const) {
        expect(balance(given, account)).toBe(0n);
      }
      const again = [...given, ...creditTakenAgain(paid).entries, ...charge(paid).entries];
      for (const all of [[...reserved, ...charge(paid).entries], again]) {
        expect(balance(all, 'credit')).toBe(creditAmount);
        expect(balance(all, 'credit_reserved')).toBe(0n);
        expect(balance(all, 'psp_clearing')).toBe(5_000n - creditAmount);
        expect(balance(all, 'learner')).toBe(-5_000n);
        expect(balance(all)).toBe(0n);
      }
    }
  });

  it.each([
    ['received', 900n, 'platform_revenue'],
    ['sent away', -900n, 'platform_costs'],
  ] as const)('keeps money that a psp %s for nobody apart until its end', (_how, amount, end) => {
    const nobodys = { id, psp: 'stripe', amount, currency: 'XOF' };
    const { entries } = suspense(nobodys);
    expect(balance(entries, 'psp_clearing')).toBe(amount);
    expect(balance(entries, 'suspense')).toBe(-amount);
    const back = [...entries, ...suspenseReturn(nobodys).entries];
    expect(balance(back, 'psp_clearing')).toBe(0n);
    expect(balance(back, 'suspense')).toBe(0n);
    const kept = [...entries, ...suspenseKept(nobodys).entries];
    expect(balance(kept, 'suspense')).toBe(0n);
    expect(balance(kept, end)).toBe(-amount);
    expect(balance(kept)).toBe(0n);
  });

  it('refunds what is held for the learner, and the rest at the platform’s cost', () => {
    const { entries } = refund(payment, { ...payment, amount: 3_000n }, 1_000n);
    expect(balance(entries, 'psp_clearing')).toBe(-3_000n);
    expect(balance(entries, 'learner')).toBe(1_000n);
    expect(balance(entries, 'refunds')).toBe(2_000n);
  });

  it('divides what was earned, to the last franc', () => {
    const earned = { bookingId: id, providerId, payerId, amount: 333n, currency: 'XOF' };
    const { entries } = earning(earned, 1_500);
    expect(balance(entries, 'learner')).toBe(333n);
    expect(balance(entries, 'provider_payable')).toBe(-283n);
    expect(balance(entries, 'platform_revenue')).toBe(-50n);
    expect(earning(earned, 0).entries).toHaveLength(2);
  });

  it('has a payout on its way, and then at the psp or payable again', () => {
    const sum = { amount: 5_000n, currency: 'XOF' };
    const due = { id, psp: 'pawapay', providerId, ...sum, paidFrom: 'earnings' };
    const sent = payout(due).entries;
    expect(balance(sent, 'provider_payable')).toBe(5_000n);
    expect(balance(sent, 'payout_in_transit')).toBe(-5_000n);
    const paid = [...sent, ...payoutPaid(due).entries];
    expect(balance(paid, 'payout_in_transit')).toBe(0n);
    expect(balance(paid, 'psp_clearing')).toBe(-5_000n);
    const failed = [...sent, ...payoutFailed(due).entries];
    expect(balance(failed, 'payout_in_transit')).toBe(0n);
    expect(balance(failed, 'provider_payable')).toBe(0n);
    for (const entries of [sent, paid, failed]) expect(balance(entries)).toBe(0n);
  });

  it('has a payout of credit on its way out of the credit, and back there when it fails', () => {
    const sum = { amount: 5_000n, currency: 'XOF' };
    const asked = { id, psp: 'pawapay', providerId: payerId, ...sum, paidFrom: 'credit' };
    const sent = payout(asked).entries;
    expect(balance(sent, 'credit')).toBe(5_000n);
    expect(balance(sent, 'payout_in_transit')).toBe(-5_000n);
    const failed = [...sent, ...payoutFailed(asked).entries];
    expect(balance(failed, 'credit')).toBe(0n);
    for (const entries of [sent, failed]) expect(balance(entries)).toBe(0n);
  });

  it('pays a provider from the platform what the lesson would have earned, and no commission', () => {
    const due = { bookingId: id, providerId, amount: 333n, currency: 'XOF' };
    const { entries, ...source } = compensation(due, 1_500);
    expect(source).toEqual({ sourceType: 'booking', sourceId: id, purpose: 'compensation' });
    expect(balance(entries, 'platform_costs')).toBe(283n);
    expect(balance(entries, 'provider_payable')).toBe(-283n);
    expect(balance(entries)).toBe(0n);
    expect(compensation(due, 10_000).entries).toEqual([]);
  });
});

it('gives nobody an account that is another kind of owner’s', () => {
  const sum = { amount: 900n, currency: 'XOF' };
  const nobodys = { ...sum, id, psp: 'stripe' };
  const out = { ...nobodys, providerId, paidFrom: 'earnings' };
  const earned = { ...sum, bookingId: id, providerId, payerId };
  const all = [
    ...[charge(payment), refund(payment, { ...sum, id }, 100n), earning(earned, 1_500)],
    ...[compensation(earned, 1_500), payout(out), payoutPaid(out), payoutFailed(out)],
    ...[suspense(nobodys), suspenseReturn(nobodys), suspenseKept(nobodys)],
    suspenseKept({ ...nobodys, amount: -900n }),
  ];
  for (const { account, owner } of all.flatMap(({ entries }) => entries)) {
    expect(accountsOf(owner)).toContain(account);
  }
});

it('balances over any life of a payment, and leaves no account below or above what is owed', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const step = fc.record({
    what: fc.constantFrom('refund', 'reverse', 'earn'),
    part: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    bps: fc.integer({ min: 0, max: 10_000 }),
  });
  fc.assert(
    fc.property(amount, fc.array(step, { maxLength: 12 }), (paid, steps) => {
      const all = [...charge({ ...payment, amount: paid }).entries];
      const refunds: Entry[][] = [];
      let sent = 0n;
      for (const { what, part, bps } of steps) {
        const held = -balance(all, 'learner');
        let entries: readonly Entry[] = [];
        if (what === 'refund' && sent < paid) {
          const back = part < paid - sent ? part : paid - sent;
          ({ entries } = refund(payment, { ...payment, amount: back }, held));
          refunds.push([...entries]);
          sent += back;
        } else if (what === 'reverse' && refunds.length > 0) {
          const booked = refunds.pop()!;
          ({ entries } = refundReversal(id, booked));
          sent += balance(booked, 'psp_clearing');
        } else if (what === 'earn' && held > 0n) {
          const earned = { bookingId: id, providerId, payerId, currency: 'XOF' };
          ({ entries } = earning({ ...earned, amount: part < held ? part : held }, bps));
        }
        expect(balance(entries)).toBe(0n);
        expect(entries.every((entry) => entry.amount !== 0n)).toBe(true);
        all.push(...entries);
        expect(balance(all, 'psp_clearing')).toBe(paid - sent);
        expect(-balance(all, 'learner')).toBeGreaterThanOrEqual(0n);
        expect(balance(all, 'refunds')).toBeGreaterThanOrEqual(0n);
        expect(balance(all, 'provider_payable')).toBeLessThanOrEqual(0n);
        expect(balance(all, 'platform_revenue')).toBeLessThanOrEqual(0n);
      }
      expect(balance(all)).toBe(0n);
    }),
  );
});
