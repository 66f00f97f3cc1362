import { Injectable } from '@nestjs/common';
import { fieldError, newId, type RpcOutput } from '@edu/contract-kit';
import { adjustmentErrors, paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { Adjustment as AdjustmentRow } from '../generated/prisma/client.ts';
import { BALANCES } from '../ledger/balance.sql.ts';
import { FX_CURRENCIES, FX_POSITIONS } from '../ledger/fx.sql.ts';
import { PLATFORM } from '../ledger/ledger.domain.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { toMoney } from '../payment/payment.row.ts';
import { conversionOf } from './adjustment.row.ts';
import {
  closesOf,
  farFromOwed,
  faultsOf,
  isOpen,
  openFor,
  positionOf,
  tooMuch,
  type Exchange,
  type Position,
} from './conversion.domain.ts';
import { LOCK_FX } from './conversion.sql.ts';

type Made = RpcOutput<typeof paymentRpc.proposeConversion>;

/** Money that was exchanged at a bank, and what is open between currencies. */
@Injectable()
export class Conversions {
  constructor(
    private readonly db: PaymentDb,
    private readonly clock: Clock,
  ) {}

  async positions(): Promise<RpcOutput<typeof paymentRpc.fxPositions>> {
    const sums = async (account: 'fx' | 'fx_result') => {
      const rows = await this.db.query(BALANCES, { account, owner: PLATFORM });
      return rows.map(({ currency, balance }) => ({ currency, amount: Number(balance) }));
    };
    const [positions, balances, results] = await Promise.all([
      positionsOf(this.db),
      sums('fx'),
      sums('fx_result'),
    ]);
    return {
      items: positions.map(({ taken, owed }) => ({ taken: toMoney(taken), owed: toMoney(owed) })),
      balances,
      // Credit is below zero, and a gain.
      results: results.map((one) => ({ ...one, amount: 0 - one.amount })),
    };
  }

  /** @throws payment.conversion_bad, with the fields that are; those of an Idempotency-Key */
  async propose(input: Exchange, call: Call): Promise<Made> {
    const { on, bank, reason, reference } = input;
    const now = this.clock.now();
    const errors = faultsOf(input, now.toISOString().slice(0, 10));
    if (errors.length > 0) throw adjustmentErrors.conversionBad({ errors });
    const [sold, got] = [sumOf(input.sold), sumOf(input.got)];
    const scope = idempotencyScope(paymentRpc.proposeConversion, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await tx.execute(LOCK_FX);
      await refuseKnown(tx, reference);
      const open = openFor(await positionsOf(tx), sold.currency, got.currency);
      const closes = closesOf(sold, got, open);
      if (!closes) {
        throw adjustmentErrors.conversionBad({ errors: [tooMuch(input, open, call.locale)] });
      }
      const far = farFromOwed({ sold, got }, closes, call.locale);
      if (far) throw adjustmentErrors.conversionBad({ errors: [far] });
      const id = newId();
      await tx.prisma.adjustment.create({
        data: {
          ...{ id, reason, reference, bank, ...sold, ...closes, exchangedOn: new Date(on) },
          ...{ gotAmount: got.amount, gotCurrency: got.currency },
          ...{ debitAccount: 'fx', debitOwner: PLATFORM },
          ...{ creditAccount: 'bank', creditOwner: PLATFORM },
          ...{ proposedBy: call.actor.userId, proposedAt: now },
        },
      });
      const { principal, requestId } = call;
      const subject = { kind: 'adjustment', id };
      await audit(tx, { principal, action: 'adjustment.proposed', subject, requestId });
      return { id };
    });
  }
}

/**
 * Until the transaction ends no other exchange takes of what is open.
 *
 * @throws payment.conversion_short where that has become less than an exchange takes; adjustments of no currency pass
 */
export async function refuseLessOpen(tx: PaymentTx, row: AdjustmentRow): Promise<void> {
  const conversion = conversionOf(row);
  if (!conversion) return;
  await tx.execute(LOCK_FX);
  const { sold, got, closes } = conversion;
  const open = openFor(await positionsOf(tx), sold.currency, got.currency);
  if (!isOpen(sold, closes, open)) throw adjustmentErrors.conversionShort();
}

/** The database refuses it as well. */
async function refuseKnown(tx: PaymentTx, reference: string): Promise<void> {
  const known = await tx.prisma.adjustment.findFirst({
    where: {
      ...{ gotAmount: { not: null }, state: { not: 'refused' } },
      reference: { equals: reference, mode: 'insensitive' },
    },
  });
  if (!known) return;
  throw adjustmentErrors.conversionBad({ errors: [fieldError('/reference', 'known_already')] });
}

async function positionsOf(db: Pick<PaymentDb, 'query'>): Promise<Position[]> {
  const rows = await db.query(FX_POSITIONS, FX_CURRENCIES);
  return rows.map((row) =>
    positionOf(
      { currency: row.oneCurrency, amount: BigInt(row.oneAmount) },
      { currency: row.otherCurrency, amount: BigInt(row.otherAmount) },
    ),
  );
}

const sumOf = ({ amount, currency }: Exchange['sold']) => ({ amount: BigInt(amount), currency });
