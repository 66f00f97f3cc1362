import { statement } from '@edu/persistence';
import type { PaymentDb, PaymentTx } from '../payment.db.ts';
import type { Sum } from '../psp/psp.ts';
import { BALANCES } from './balance.sql.ts';

/** Who takes something out of what is payable to a provider waits for whoever else does. */
const LOCK_PAYABLE = statement(
  { providerId: 'uuid' },
  `SELECT pg_advisory_xact_lock(hashtextextended('payable ' || (:providerId)::text, 0))`,
);

/** Until the transaction ends nobody else takes anything out of what is payable to a provider, or kept. */
export const lockPayable = (tx: PaymentTx, providerId: string): Promise<unknown> =>
  tx.execute(LOCK_PAYABLE, { providerId });

/** What is kept of what a provider has earned in one currency, in minor units. */
export async function reservedOf(
  tx: PaymentTx,
  providerId: string,
  currency: string,
): Promise<bigint> {
  const rows = await tx.query(BALANCES, { account: 'provider_reserve', owner: providerId });
  return -BigInt(rows.find((row) => row.currency === currency)?.balance ?? 0);
}

/**
 * What is payable to a provider in one currency, in minor units: what the platform owes, and nothing on its way.
 * Until the transaction ends nobody else takes anything out of it.
 */
export async function payableTo(
  tx: PaymentTx,
  providerId: string,
  currency: string,
): Promise<bigint> {
  await lockPayable(tx, providerId);
  const rows = await tx.query(BALANCES, { account: 'provider_payable', owner: providerId });
  // Credit is below zero.
  return -BigInt(rows.find((row) => row.currency === currency)?.balance ?? 0);
}

/** Whoever spends credit waits for whoever else does. */
const LOCK_CREDIT = statement(
  { owner: 'text', currency: 'text' },
  `SELECT pg_advisory_xact_lock(hashtextextended('credit ' || :owner || ' ' || :currency, 0))`,
);

/** What somebody has as credit in one currency, in minor units. */
export async function creditOf(
  db: Pick<PaymentDb, 'query'>,
  owner: string,
  currency: string,
): Promise<bigint> {
  const rows = await db.query(BALANCES, { account: 'credit', owner });
  return -BigInt(rows.find((row) => row.currency === currency)?.balance ?? 0);
}

/** The same; until the transaction ends nobody else spends any of it. */
export async function heldCreditOf(
  tx: PaymentTx,
  owner: string,
  currency: string,
): Promise<bigint> {
  await tx.execute(LOCK_CREDIT, { owner, currency });
  return creditOf(tx, owner, currency);
}

/** Whether somebody has as much credit; until the transaction ends nobody else spends any of it. */
export async function hasCredit(
  tx: PaymentTx,
  owner: string,
  { amount, currency }: Sum,
): Promise<boolean> {
  return (await heldCreditOf(tx, owner, currency)) >= amount;
}
