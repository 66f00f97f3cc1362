import { newId } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { daysOf, toWaveMovement, type WaveTransaction } from './wave-transactions.domain.ts';

const paid: WaveTransaction = {
  timestamp: '2026-11-27T14:41:15Z',
  transaction_id: 'T_V3TFOUE7VU',
  transaction_type: 'api_checkout',
  ...{ amount: '4950', fee: '50', currency: 'XOF' },
  checkout_api_session_id: 'cos-1bsdxe8p8108y',
};

it('adds the fee to what the wallet gained: that is what was paid', () => {
  const ownId = newId();
  expect(toWaveMovement({ ...paid, client_reference: ownId })).toEqual([
    {
      ...{ kind: 'payment', ref: 'T_V3TFOUE7VU', intentRef: 'cos-1bsdxe8p8108y', ownId },
      state: 'succeeded',
      sum: { amount: 5_000n, currency: 'XOF' },
      at: new Date('2026-11-27T14:41:15Z'),
    },
    {
      ...{ kind: 'fee', ref: 'T_V3TFOUE7VU', intentRef: 'cos-1bsdxe8p8108y', ownId: null },
      state: 'succeeded',
      sum: { amount: 50n, currency: 'XOF' },
      at: new Date('2026-11-27T14:41:15Z'),
    },
  ]);
});

it.each([
  [{ transaction_type: 'api_payout' }, 'payout', 'fee'],
  [{ transaction_type: 'api_payout_reversal' }, 'payout_returned', 'fee_returned'],
  [{ transaction_type: 'api_payout', is_reversal: true }, 'payout_returned', 'fee_returned'],
])(
  'takes %o for a payout, which brought what the wallet lost without the fee',
  (more, kind, fee) => {
    const ownId = newId();
    const payout = { ...paid, amount: '-8080', fee: '80', checkout_api_session_id: null };
    const client_reference = `${ownId}:${newId()}`;
    expect(toWaveMovement({ ...payout, client_reference, ...more })).toMatchObject([
      { kind, ref: 'T_V3TFOUE7VU', ownId, sum: { amount: 8_000n } },
      { kind: fee, ref: 'T_V3TFOUE7VU', ownId: null, sum: { amount: 80n } },
    ]);
  },
);

it.each([
  [{ transaction_type: 'api_checkout_refund', amount: '-4950', fee: '-50' }, ['fee_returned']],
  [{ is_reversal: true, amount: '-5000', fee: '0' }, []],
] as const)('takes %o for the refund of a session', (more, fees) => {
  expect(toWaveMovement({ ...paid, ...more })).toMatchObject([
    { kind: 'refund', ref: 'cos-1bsdxe8p8108y', ownId: null, sum: { amount: 5_000n } },
    ...fees.map((kind) => ({ kind, sum: { amount: 50n } })),
  ]);
});

it.each([
  [{ amount: '-90000' }, 'to_bank'],
  [{ amount: '90000', is_reversal: true }, 'from_bank'],
] as const)('takes %o for money between the wallet and the bank of its owner', (more, kind) => {
  const swept = { transaction_type: 'merchant_sweep', fee: '0', checkout_api_session_id: null };
  expect(toWaveMovement({ ...paid, ...swept, ...more })).toMatchObject([
    { kind, ref: 'T_V3TFOUE7VU', ownId: null, sum: { amount: 90_000n, currency: 'XOF' } },
  ]);
});

it('passes over what it does not know', () => {
  for (const transaction_type of ['a_new_one', null]) {
    expect(toWaveMovement({ ...paid, transaction_type })).toEqual([]);
  }
});

it('asks for every day of a time', () => {
  const at = (text: string) => new Date(text);
  expect(daysOf(at('2026-11-26T23:00:00Z'), at('2026-11-28T01:00:00Z'))).toEqual([
    ...['2026-11-26', '2026-11-27', '2026-11-28'],
  ]);
  expect(daysOf(at('2026-11-27T00:00:00Z'), at('2026-11-28T00:00:00Z'))).toEqual(['2026-11-27']);
});
