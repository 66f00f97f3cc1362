import { describe, expect, it } from 'vitest';
import type { PaymentRequest } from '@edu/client';
import { askLinkAgainMs, linkPanel } from './link-panel.ts';

const NOW = Date.parse('2026-11-24T10:00:00.000Z');
const [BEFORE, AFTER] = ['2026-11-24T09:59:59.000Z', '2026-11-24T10:00:01.000Z'];
type Payment = NonNullable<PaymentRequest['payment']>;

const payment = (status: Payment['status'], more: Partial<Payment> = {}): Payment => ({
  ...{ psp: 'stripe', status, promptEndsAt: null, receipt: null },
  ...{ charged: null, chargedRefunded: null },
  amount: { amount: 5_000, currency: 'XOF' },
  refunded: { amount: 0, currency: 'XOF' },
  ...more,
});
const panel = (state: PaymentRequest['state'], one: Payment | null = null, until = AFTER) =>
  linkPanel({ state, payment: one, payUntil: state === 'payable' ? until : null }, NOW);

describe('what somebody sees who was asked to pay', () => {
  it('can pay, first or after an attempt without money', () => {
    expect(panel('payable')).toEqual({ is: 'ready', after: undefined });
    expect(panel('payable', payment('failed'))).toEqual({ is: 'ready', after: 'failed' });
    expect(panel('payable', payment('canceled', { promptEndsAt: BEFORE }))).toEqual({
      ...{ is: 'ready', after: 'notConfirmed' },
    });
  });

  it('goes on with what is open, and waits where nobody knows', () => {
    expect(panel('payable', payment('pending'))).toMatchObject({ is: 'open', refused: false });
    expect(panel('payable', payment('unknown'))).toMatchObject({ is: 'checking' });
    expect(panel('payable', payment('pending', { promptEndsAt: AFTER })).is).toBe('open');
    expect(panel('payable', payment('pending', { promptEndsAt: BEFORE }))).toEqual({
      ...{ is: 'checking', after: 'prompt' },
    });
    const request = { state: 'payable', payment: payment('pending'), payUntil: AFTER } as const;
    expect(linkPanel(request, NOW, 'succeeded').is).toBe('checking');
    expect(linkPanel(request, NOW, 'failed')).toMatchObject({ is: 'open', refused: true });
  });

  it('is thanked once the money is there, before the booking has been confirmed too', () => {
    for (const state of ['payable', 'paid'] as const) {
      expect(panel(state, payment('succeeded')).is).toBe('thanks');
    }
    expect(panel('canceled', payment('succeeded')).is).toBe('calledOff');
  });

  it('gets back what came too late', () => {
    expect(panel('expired', payment('succeeded'))).toMatchObject({ is: 'returned', done: false });
    const refunded = { amount: 5_000, currency: 'XOF' } as const;
    expect(panel('expired', payment('succeeded', { refunded }))).toMatchObject({ done: true });
  });

  it('finds nothing to pay when it is over, and waits for what is still under way', () => {
    expect(panel('paid').is).toBe('alreadyPaid');
    expect(panel('paid', payment('failed')).is).toBe('alreadyPaid');
    expect(panel('expired').is).toBe('expired');
    expect(panel('payable', null, BEFORE).is).toBe('expired');
    expect(panel('canceled').is).toBe('canceled');
    expect(panel('changed').is).toBe('changed');
    expect(panel('of later versions' as never).is).toBe('expired');
    for (const state of ['paid', 'expired', 'canceled', 'changed'] as const) {
      expect(panel(state, payment('pending')).is).toBe('late');
    }
  });
});

describe('asking again', () => {
  it('ends where nothing changes by itself', () => {
    for (const state of ['paid', 'expired', 'canceled', 'changed'] as const) {
      expect(askLinkAgainMs(panel(state), 0)).toBeUndefined();
    }
  });

  it('goes on for a receipt, for a while', () => {
    const thanks = panel('paid', payment('succeeded'));
    expect(askLinkAgainMs(thanks, 3)).toBe(2_000);
    expect(askLinkAgainMs(thanks, 15)).toBeUndefined();
    const receipt = { number: 'EDU-R-2026-000001', code: '0000-0000-0000-0000' };
    expect(askLinkAgainMs(panel('paid', payment('succeeded', { receipt })), 0)).toBeUndefined();
  });

  it('is soon while something is under way, and less often otherwise', () => {
    expect(askLinkAgainMs(panel('payable', payment('pending')), 0)).toBe(1_000);
    expect(askLinkAgainMs(panel('payable'), 0)).toBe(5_000);
    expect(askLinkAgainMs(panel('payable'), 60)).toBe(30_000);
  });
});
