import type { Currency, RpcOutput } from '@edu/contract-kit';
import { STATEMENT_KINDS, type paymentRpc } from '@edu/contracts-payment';
import { toMoney } from '../payment/payment.row.ts';
import type { StatementRow } from './statement.sql.ts';

export type Statement = RpcOutput<typeof paymentRpc.statement>;
export type StatementSide = Statement['as'];
type Account = Statement['accounts'][number];
type Line = Account['lines'][number];
type Kind = (typeof STATEMENT_KINDS)[number];

/** Whose money of the books a side of a statement is about. */
export const ACCOUNT_OF: Readonly<Record<StatementSide, string>> = {
  payer: 'learner',
  provider: 'provider_payable',
  credit: 'credit',
  reserve: 'provider_reserve',
};

/** The first moment of a month, and of the next one; in UTC. */
export function monthOf(month: string): { from: Date; to: Date } {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return { from: new Date(Date.UTC(year, index - 1)), to: new Date(Date.UTC(year, index)) };
}

/**
 * A month of an account, for the one whose it is: what the books have as a credit is theirs.
 *
 * @param rows one at least; of one more than `most` it is only known that there is more
 */
export function accountOf(
  rows: readonly StatementRow[],
  currency: Currency,
  most: number,
): Account {
  const balance = (amount: string) => ({ amount: 0 - Number(amount), currency });
  const shown = rows.filter(({ id }) => id !== null).slice(0, most);
  const opening = balance(rows[0]!.opening);
  const last = shown.at(-1);
  return {
    opening,
    lines: shown.map((row) => lineOf(row, currency)),
    isCut: rows.length > most,
    closing: last ? balance(last.balance) : opening,
  };
}

function lineOf(row: StatementRow, currency: Currency): Line {
  const money = (amount: bigint) => toMoney({ amount, currency });
  const maybe = (amount: string | null) => (amount === null ? null : money(BigInt(amount)));
  // What the platform bears comes from it and goes on: nothing of it stays.
  const moved = row.borne === null ? -BigInt(row.amount) : null;
  const borne = row.borne === null ? 0n : abs(BigInt(row.borne));
  return {
    at: row.at.toISOString(),
    kind: kindOf(row),
    in: money(moved === null ? borne : max(moved)),
    out: money(moved === null ? borne : max(-moved)),
    balance: { amount: 0 - Number(row.balance), currency },
    paid: maybe(row.paid),
    commission: row.paid === null ? null : money(BigInt(row.commission ?? 0)),
    ...{ vat: maybe(row.vat), withheld: maybe(row.withheld) },
    charged:
      row.chargedAmount === null
        ? null
        : toMoney({ amount: BigInt(row.chargedAmount), currency: row.chargedCurrency! }),
    ...{ reason: row.reason, note: row.note, bookingId: row.bookingId },
    until: row.purpose === 'reserve_kept' ? (row.until?.toISOString() ?? null) : null,
    startsAt: row.startsAt?.toISOString() ?? null,
  };
}

function kindOf({ purpose, borne }: StatementRow): Kind {
  if (borne !== null)
    return purpose === 'refund_reversal' ? 'refund_reversal' : 'refund_by_platform';
  return STATEMENT_KINDS.find((kind) => kind === purpose) ?? 'other';
}

const abs = (amount: bigint) => (amount < 0n ? -amount : amount);
const max = (amount: bigint) => (amount > 0n ? amount : 0n);
