import { describe, expect, it } from 'vitest';
import type { Payment } from '@edu/client';
import { askAgainMs, hasEnded, payPanel, payWish, returnOf } from './pay-panel.ts';

const NOW = Date.parse('2026-11-24T10:00:00.000Z');
const HELD = { id: 'b', state: 'pending', holdExpiresAt: '2026-11-24T10:10:00.000Z' } as const;
const OVER = { id: 'b', state: 'pending', holdExpiresAt: '2026-11-24T10:00:00.000Z' } as const;
const EXPIRED = { id: 'b', state: 'expired', holdExpiresAt: null } as const;

function payment(status: Payment['status'], refunded = 0): Payment {
  return {
    ...{ id: `payment ${status}`, bookingId: 'b', psp: 'stripe', status },
    amount: { amount: 5_000, currency: 'XOF' },
    refunded: { amount: refunded, currency: 'XOF' },
    parts: [
      {
        bookingId: 'b',
        amount: { amount: 5_000, currency: 'XOF' },
        refunded: { amount: refunded, currency: 'XOF' },
      },
    ],
    credit: { amount: 0, currency: 'XOF' },
    promptEndsAt: null,
    byLink: false,
    ...{ charged: null, chargedRefunded: null },
    createdAt: '2026-11-24T09:58:00.000Z',
  };
}
const panel = (booking: Parameters<typeof payPanel>[0], ...statuses: Payment['status'][]) =>
  payPanel(
    booking,
    statuses.map((status) => payment(status)),
    NOW,
  ).is;

describe('the panel of a payment', () => {
  it('waits for a first attempt, or for another after one without money', () => {
    expect(payPanel(HELD, [], NOW)).toEqual({ is: 'ready', after: undefined });
    expect(payPanel(HELD, [payment('failed')], NOW)).toEqual({ is: 'ready', after: 'failed' });
    expect(payPanel(HELD, [payment('canceled')], NOW)).toEqual({ is: 'ready', after: 'canceled' });
  });

  it('follows an open one', () => {
    expect(panel(HELD, 'created')).toBe('open');
    expect(panel(HELD, 'pending', 'failed')).toBe('open');
    expect(panel(HELD, 'unknown')).toBe('checking');
    expect(panel(HELD, 'succeeded')).toBe('confirming');
  });

  it('waits for the answer to a prompt, and for what became of it once that has ended', () => {
    const prompt = (status: Payment['status'], promptEndsAt: string) =>
      payPanel(HELD, [{ ...payment(status), promptEndsAt }], NOW);
    const [before, after] = ['2026-11-24T09:59:59.000Z', '2026-11-24T10:00:01.000Z'];
    expect(prompt('pending', after)).toMatchObject({ is: 'open' });
    expect(prompt('pending', before)).toMatchObject({ is: 'checking', after: 'prompt' });
    expect(prompt('unknown', before)).toMatchObject({ is: 'checking' });
    // A fresh one is offered only by a final answer.
    expect(prompt('canceled', before)).toEqual({ is: 'ready', after: 'notConfirmed' });
    expect(prompt('succeeded', before)).toMatchObject({ is: 'confirming' });
  });

  it('takes the word of a payment service for what to say, and for nothing else', () => {
    const back = (search: string, status: Payment['status']) =>
      payPanel(HELD, [payment(status)], NOW, returnOf(search));
    expect(back('?redirect_status=succeeded', 'pending').is).toBe('checking');
    expect(back('?redirect_status=succeeded', 'failed').is).toBe('ready');
    expect(back('?redirect_status=failed', 'pending')).toMatchObject({ is: 'open', refused: true });
    expect(back('?redirect_status=failed', 'succeeded').is).toBe('confirming');
    expect(back('?redirect_status=paid', 'pending')).toMatchObject({ is: 'open', refused: false });
  });

  it('never offers to pay once money is there, whatever the clock says', () => {
    expect(panel(OVER, 'failed', 'succeeded')).toBe('confirming');
    for (const state of ['confirmed', 'completed', 'no_show'] as const) {
      expect(panel({ id: 'b', state, holdExpiresAt: null }, 'succeeded')).toBe('paid');
    }
  });

  it('is over when nobody paid in time, and goes on while money may still come', () => {
    expect(panel(OVER)).toBe('expired');
    expect(panel(OVER, 'failed')).toBe('expired');
    expect(panel(OVER, 'pending')).toBe('late');
    expect(panel(EXPIRED)).toBe('expired');
    expect(panel(EXPIRED, 'unknown')).toBe('late');
  });

  it('says of late money that could not confirm the booking whether it is back', () => {
    expect(payPanel(EXPIRED, [payment('succeeded')], NOW)).toMatchObject({
      ...{ is: 'returned', done: false },
    });
    expect(payPanel(EXPIRED, [payment('succeeded', 5_000)], NOW)).toMatchObject({ done: true });
  });

  it('says so of its own lesson, where others were paid with it', () => {
    const both = payment('succeeded', 5_000);
    const other = { ...both.parts[0]!, bookingId: 'c', refunded: { amount: 0, currency: 'XOF' } };
    const paid = {
      ...both,
      amount: { amount: 10_000, currency: 'XOF' },
      parts: [...both.parts, other],
    } as Payment;
    expect(payPanel(EXPIRED, [paid], NOW)).toMatchObject({ amount: { amount: 5_000 }, done: true });
    expect(payPanel({ ...EXPIRED, id: 'c' }, [paid], NOW)).toMatchObject({ done: false });
  });

  it('offers nothing for a booking that was called off, or is in a state of later versions', () => {
    expect(panel({ id: 'b', state: 'canceled', holdExpiresAt: null })).toBe('over');
    expect(panel({ id: 'b', state: 'refunded', holdExpiresAt: null }, 'succeeded')).toBe('over');
    expect(panel({ id: 'b', state: 'disputed' as never, holdExpiresAt: null })).toBe('over');
  });
});

it('a payment has ended once its list says so', () => {
  const payments = [payment('pending'), payment('canceled')];
  expect(hasEnded('payment canceled', payments)).toBe(true);
  expect(hasEnded('payment pending', payments)).toBe(false);
  expect(hasEnded('opened just now', payments)).toBe(false);
});

describe('asking again', () => {
  it('is soon at first and every five seconds later', () => {
    const open = payPanel(HELD, [payment('pending')], NOW);
    const waits = [0, 1, 2, 3, 4, 50].map((asked) => askAgainMs(open, asked));
    expect(waits).toEqual([1_000, 1_500, 2_250, 3_375, 5_000, 5_000]);
  });

  it('is seldom while nothing is open here, as it may be paid in another tab', () => {
    expect(askAgainMs(payPanel(HELD, [], NOW), 0)).toBe(5_000);
    expect(askAgainMs(payPanel(HELD, [payment('failed')], NOW), 9)).toBe(5_000);
  });

  it('is seldom after some minutes of patience', () => {
    const open = payPanel(HELD, [payment('pending')], NOW);
    expect(askAgainMs(open, 59)).toBe(5_000);
    expect(askAgainMs(open, 60)).toBe(30_000);
    expect(askAgainMs(payPanel(HELD, [], NOW), 60)).toBe(30_000);
  });

  it('ends where nothing changes by itself', () => {
    for (const booking of [OVER, { id: 'b', state: 'confirmed', holdExpiresAt: null } as const]) {
      expect(askAgainMs(payPanel(booking, [], NOW), 0)).toBeUndefined();
    }
  });
});

describe('the wish to pay', () => {
  it('is one for each booking and way, and another after each attempt without money', () => {
    const wish = (bookingId: string, ...others: string[]) => ({ bookingId, others });
    const wishes = [
      payWish(wish('b'), []),
      payWish(wish('b'), [payment('pending')]),
      payWish(wish('b'), [payment('failed')]),
      payWish(wish('c'), []),
      payWish(wish('b'), [], 'app'),
      payWish(wish('b', 'c'), []),
    ];
    expect(wishes[0]).toBe(wishes[1]);
    expect(new Set(wishes).size).toBe(5);
  });
});
