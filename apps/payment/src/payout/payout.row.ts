import { Currency, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import type {
  Payout as PayoutRow,
  PayoutAccount as AccountRow,
  PayoutApproval as ApprovalRow,
} from '../generated/prisma/client.ts';
import { pspKey } from '../payment/payment.domain.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { PayoutOrder } from '../psp/psp.ts';
import { webhookUrlOf } from '../psp/webhook-url.ts';
import { failureOf, isOpen, type PaidFrom, type PayoutStatus } from './payout.domain.ts';

type Payouts = RpcOutput<typeof paymentRpc.payouts>;
type StaffPayouts = RpcOutput<typeof paymentRpc.staffPayouts>;

interface HeldRow {
  readonly providerId: string;
  readonly since: Date;
  readonly currency: string;
  readonly amount: string;
}

export type PayoutWithApprovals = PayoutRow & { readonly approvals: readonly ApprovalRow[] };

export const statusOf = ({ status }: Pick<PayoutRow, 'status'>) => status as PayoutStatus;
export const paidFromOf = ({ paidFrom }: Pick<PayoutRow, 'paidFrom'>) => paidFrom as PaidFrom;
/** Only numbers of providers are remembered, and what became of payouts there with them. */
export const isEarned = (row: Pick<PayoutRow, 'paidFrom'>) => paidFromOf(row) === 'earnings';
/** Rows hold only currencies of wallets. */
export const currencyOf = ({ currency }: { readonly currency: string }) => Currency.parse(currency);
/** By which its owner knows a number again. */
export const endOf = (phone: string): string => phone.slice(-2);

const endedAt = (row: PayoutRow) => (isOpen(statusOf(row)) ? null : row.updatedAt.toISOString());

function fieldsOf(row: PayoutRow) {
  const { id, operator, payeeEnd, createdAt } = row;
  return {
    ...{ id, amount: toMoney(row), operator, payeeEnd },
    ...{ createdAt: createdAt.toISOString(), endedAt: endedAt(row) },
  };
}

const STATE = {
  awaiting_approval: 'checked',
  planned: 'on_its_way',
  unknown: 'on_its_way',
  ordered: 'on_its_way',
  paid: 'paid',
  failed: 'failed',
} as const satisfies Record<PayoutStatus, Payouts['items'][number]['state']>;

/** As the provider reads it. */
export function toPayout(row: PayoutRow): Payouts['items'][number] {
  const { failureReason } = row;
  return {
    ...fieldsOf(row),
    state: STATE[statusOf(row)],
    failure: failureReason === null ? null : failureOf(failureReason),
  };
}

export function toAccount(row: AccountRow): Payouts['accounts'][number] {
  const { phone, country, operator } = row;
  return {
    ...{ currency: currencyOf(row), phone, country, operator },
    namesOwner: row.nameCheck !== 'not_offered',
    waitsFor: waitOf(row),
    payableFrom: row.payableFrom.toISOString(),
    changedAt: row.changedAt.toISOString(),
  };
}

const waitOf = ({ waitsFor }: AccountRow) => waitsFor as 'name' | 'refused' | 'failures' | null;

/** As finance reads it. */
export function toStaffPayout(
  row: PayoutWithApprovals,
  nameOf: (id: string) => string | null,
): StaffPayouts['toApprove'][number] {
  const { providerId, failureReason: failure, approvals } = row;
  const approvedBy = approvals.map(({ approverId }) => approverId);
  const providerName = nameOf(providerId);
  const { walletName = null } = (row.payee ?? {}) as { readonly walletName?: string };
  return {
    ...{ ...fieldsOf(row), providerId, providerName, approvedBy, failure },
    ...{ from: paidFromOf(row), walletName },
  };
}

export function toWaiting(row: AccountRow): StaffPayouts['accounts'][number] {
  const { id, providerId, holderName, walletName, operator, country, phone } = row;
  return {
    ...{ id, providerId, holderName, walletName, operator, country },
    payeeEnd: endOf(phone),
    waitsFor: waitOf(row)!,
    changedAt: row.changedAt.toISOString(),
  };
}

export function toHeld(
  { providerId, since, currency, amount }: HeldRow,
  nameOf: (id: string) => string | null,
): StaffPayouts['held'][number] {
  return {
    ...{ providerId, providerName: nameOf(providerId) },
    payable: toMoney({ amount: BigInt(amount), currency }),
    since: since.toISOString(),
  };
}

/** The order of a payout that has not ended: the same for each repeat. */
export function orderOf(row: PayoutRow, orderedAt: Date, publicUrl: string): PayoutOrder {
  return {
    idempotencyKey: pspKey('payout', row.id, 0),
    payoutId: row.id,
    money: toMoney(row),
    payee: row.payee as unknown as PayoutOrder['payee'],
    webhookUrl: webhookUrlOf(publicUrl, row.psp),
    orderedAt,
  };
}
