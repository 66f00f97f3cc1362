import type { ObjectStore } from '../kit/object-store.ts';
import type { PawapayKinds } from './movements.ts';

const COLUMNS = 'Creation Date,MSISDN,Transaction ID,Amount,Currency,Country,MNO,Type';
const MOST = 100_000;

/**
 * What the dashboard exports, https://docs.pawapay.io/dashboard/finances/statements: the columns as
 * documented, without those that nobody reads.
 *
 * @param from ISO 8601, as `to`, which is not included
 */
export function statementOf(store: ObjectStore<PawapayKinds>, from: string, to: string): string {
  const deposits = store
    .list('deposit', { where: { status: 'COMPLETED' }, limit: MOST })
    .map(({ depositId: id, payer, ...rest }) => ({ ...rest, id, with: payer, type: 'Deposit' }));
  const refunds = store
    .list('refund', { where: { status: 'COMPLETED' }, limit: MOST })
    .map(({ refundId: id, recipient, ...rest }) => ({
      ...rest,
      id,
      with: recipient,
      type: 'Refund',
    }));
  const payouts = store
    .list('payout', { where: { status: 'COMPLETED' }, limit: MOST })
    .map(({ payoutId: id, recipient, ...rest }) => ({
      ...rest,
      id,
      with: recipient,
      type: 'Payout',
    }));
  const lines = [...deposits, ...refunds, ...payouts]
    .filter(({ created }) => created >= from && created < to)
    .sort((one, other) => (one.created < other.created ? -1 : 1))
    .map(({ id, type, amount, currency, country, created, with: { accountDetails } }) => {
      const signed = type === 'Deposit' ? amount : `-${amount}`;
      const { phoneNumber, provider } = accountDetails;
      return [created, phoneNumber, id, signed, currency, country, provider, type].join(',');
    });
  return [COLUMNS, ...lines, ''].join('\n');
}
