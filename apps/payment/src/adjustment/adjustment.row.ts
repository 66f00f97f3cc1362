import type { RpcOutput } from '@edu/contract-kit';
import type { LedgerAccount, paymentRpc } from '@edu/contracts-payment';
import type { Adjustment as AdjustmentRow } from '../generated/prisma/client.ts';
import { nonZero, PLATFORM, type Entry, type Posting } from '../ledger/ledger.domain.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { Sum } from '../psp/psp.ts';
import { rateOf, resultOf, type Closes } from './conversion.domain.ts';

type Adjustment = RpcOutput<typeof paymentRpc.listAdjustments>['items'][number];
type NameOf = (id: string) => string | null;

/** The users whom it names: whoever's account it is, and who decided. */
export const usersOf = (row: AdjustmentRow): string[] =>
  [row.debitOwner, row.creditOwner, row.proposedBy, row.decidedBy].filter((id) => id !== null);

export function toAdjustment(row: AdjustmentRow, nameOf: NameOf): Adjustment {
  const { id, reason, reference, proposedBy, decidedBy, refusal } = row;
  const side = (account: string, owner: string) => ({
    ...{ account: account as LedgerAccount, owner },
    ownerName: nameOf(owner),
  });
  const person = (userId: string) => ({ id: userId, name: nameOf(userId) });
  return {
    ...{ id, reason, reference, refusal },
    state: row.state as Adjustment['state'],
    debit: side(row.debitAccount, row.debitOwner),
    credit: side(row.creditAccount, row.creditOwner),
    amount: toMoney(row),
    conversion: toConversion(row),
    proposedBy: person(proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: decidedBy === null ? null : person(decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

interface Exchanged {
  readonly sold: Sum;
  readonly got: Sum;
  readonly closes: Closes;
}

/** What was exchanged, where it is an exchange. */
export function conversionOf(row: AdjustmentRow): Exchanged | undefined {
  const { amount, currency, soldCloses, gotAmount, gotCurrency, gotCloses } = row;
  // The database has all of them, or none.
  if (gotAmount === null) return undefined;
  return {
    sold: { amount, currency },
    got: { amount: gotAmount, currency: gotCurrency! },
    closes: { soldCloses: soldCloses!, gotCloses: gotCloses! },
  };
}

function toConversion(row: AdjustmentRow): Adjustment['conversion'] {
  const conversion = conversionOf(row);
  if (!conversion) return null;
  const { sold, got, closes } = conversion;
  return {
    ...{ got: toMoney(got), on: row.exchangedOn!.toISOString().slice(0, 10), bank: row.bank! },
    rate: rateOf(sold, got),
    result: toMoney(resultOf(sold, got, closes)),
  };
}

/** As it is booked. */
export function adjustment(row: AdjustmentRow): Posting {
  const { id, amount, currency } = row;
  const conversion = conversionOf(row);
  const entries = conversion
    ? exchanged(conversion)
    : [
        { account: row.debitAccount as LedgerAccount, owner: row.debitOwner, amount, currency },
        {
          ...{ account: row.creditAccount as LedgerAccount, owner: row.creditOwner },
          ...{ amount: -amount, currency },
        },
      ];
  return { ...{ sourceType: 'adjustment', sourceId: id, purpose: 'adjustment' }, entries };
}

/** What it takes of `fx`, what went through the bank, and what is left over: each currency adds up by itself. */
function exchanged({ sold, got, closes }: Exchanged): Entry[] {
  const platform = { owner: PLATFORM } as const;
  const { soldCloses, gotCloses } = closes;
  return nonZero([
    { account: 'fx', ...platform, ...sold, amount: soldCloses },
    { account: 'bank', ...platform, ...sold, amount: -sold.amount },
    { account: 'fx_result', ...platform, ...sold, amount: sold.amount - soldCloses },
    { account: 'bank', ...platform, ...got },
    { account: 'fx', ...platform, ...got, amount: -gotCloses },
    { account: 'fx_result', ...platform, ...got, amount: gotCloses - got.amount },
  ]);
}
