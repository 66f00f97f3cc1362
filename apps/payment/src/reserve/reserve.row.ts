import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import type {
  ProviderReserve as ProviderReserveRow,
  ReserveRule as RuleRow,
} from '../generated/prisma/client.ts';
import { toMoney } from '../payment/payment.row.ts';

type ProviderReserve = RpcOutput<typeof paymentRpc.listReserves>['items'][number];
type Rule = RpcOutput<typeof paymentRpc.reserveRules>['items'][number];

/** The users whom it names: of whom something is kept, and who decided. */
export const usersOf = ({ providerId, setBy, liftedBy }: ProviderReserveRow): string[] =>
  [providerId, setBy, liftedBy].filter((id) => id !== null);

/** The contract's view of what finance set. @param kept by it now */
export function toProviderReserve(
  row: ProviderReserveRow,
  kept: bigint,
  nameOf: (id: string) => string | null,
): ProviderReserve {
  const { id, providerId, currency, bps, days, reason, setBy, setAt, liftedBy, liftedAt } = row;
  const money = toMoney({ amount: kept, currency });
  const person = (userId: string) => ({ id: userId, name: nameOf(userId) });
  return {
    ...{ id, providerId, providerName: nameOf(providerId), currency: money.currency },
    ...{ bps, days, kept: money, reason, setBy: person(setBy), setAt: setAt.toISOString() },
    liftedBy: liftedBy === null ? null : person(liftedBy),
    liftedAt: liftedAt?.toISOString() ?? null,
    liftReason: row.liftReason,
  };
}

/** The contract's view of a rule. */
export function toRule(row: RuleRow): Rule {
  const { country, threshold, withinDays, onlyIfChargeable, bps, days, reason } = row;
  return {
    ...{ kind: row.kind as Rule['kind'], currency: row.currency as Rule['currency'] },
    ...{ country, threshold, withinDays, onlyIfChargeable, bps, days, reason },
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
  };
}
