import type { RpcOutput } from '@edu/contract-kit';
import type { AdjustableAccount, paymentRpc } from '@edu/contracts-payment';
import type { Adjustment as AdjustmentRow } from '../generated/prisma/client.ts';
import type { Posting } from '../ledger/ledger.domain.ts';
import { toMoney } from '../payment/payment.row.ts';

type Adjustment = RpcOutput<typeof paymentRpc.listAdjustments>['items'][number];
type NameOf = (id: string) => string | null;

/** The users whom it names: whoever's account it is, and who decided. */
export const usersOf = (row: AdjustmentRow): string[] =>
  [row.debitOwner, row.creditOwner, row.proposedBy, row.decidedBy].filter((id) => id !== null);

export function toAdjustment(row: AdjustmentRow, nameOf: NameOf): Adjustment {
  const { id, reason, reference, proposedBy, decidedBy, refusal } = row;
  const side = (account: string, owner: string) => ({
    ...{ account: account as AdjustableAccount, owner },
    ownerName: nameOf(owner),
  });
  const person = (userId: string) => ({ id: userId, name: nameOf(userId) });
  return {
    ...{ id, reason, reference, refusal },
    state: row.state as Adjustment['state'],
    debit: side(row.debitAccount, row.debitOwner),
    credit: side(row.creditAccount, row.creditOwner),
    amount: toMoney(row),
    proposedBy: person(proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: decidedBy === null ? null : person(decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

/** As it is booked. */
export function adjustment(row: AdjustmentRow): Posting {
  const { id, amount, currency } = row;
  const debit = row.debitAccount as AdjustableAccount;
  const credit = row.creditAccount as AdjustableAccount;
  return {
    ...{ sourceType: 'adjustment', sourceId: id, purpose: 'adjustment' },
    entries: [
      { account: debit, owner: row.debitOwner, amount, currency },
      { account: credit, owner: row.creditOwner, amount: -amount, currency },
    ],
  };
}
