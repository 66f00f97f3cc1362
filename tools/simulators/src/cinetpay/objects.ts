import { z } from 'zod';
import { isWebUrl } from '../kit/http-server.ts';
import type { Token } from '../kit/tokens.ts';

const page = z.string().max(120).refine(isWebUrl);
const name = z.string().trim().min(2).max(100);
export const PAYMENT_ORDER = z.strictObject({
  merchant_transaction_id: z.string().regex(/^[A-Z\d-]{1,30}$/),
  amount: z.int().min(100).max(2_500_000).multipleOf(5),
  currency: z.string().length(3),
  lang: z.enum(['fr', 'en']),
  designation: z.string().min(1).max(200),
  client_email: z.string().regex(/^\S+@\S+$/),
  ...{ client_first_name: name, client_last_name: name },
  ...{ success_url: page, failed_url: page, notify_url: page },
  direct_pay: z.literal(false),
});

/** Codes of what a payment is. */
export const PAYMENT_CODES = {
  INITIATED: 2_001,
  PENDING: 2_002,
  SUCCESS: 100,
  INSUFFICIENT_BALANCE: 2_010,
} as const;

export interface Payment {
  readonly order: z.infer<typeof PAYMENT_ORDER>;
  readonly transaction_id: string;
  readonly notify_token: string;
  readonly payment_token: string;
  readonly createdAt: string;
  readonly status: keyof typeof PAYMENT_CODES;
}
const METHODS = ['OM_CI', 'MTN_CI', 'MOOV_CI', 'WAVE_CI'] as const;
export const TRANSFER_ORDER = z.strictObject({
  merchant_transaction_id: z.string().regex(/^[A-Z\d-]{1,30}$/),
  amount: z.int().min(500).max(1_500_000).multipleOf(5),
  currency: z.string().length(3),
  phone_number: z.string().regex(/^\+225(01|05|07)\d{8}$/),
  payment_method: z.enum(METHODS),
  reason: z.string().min(1).max(255),
  notify_url: z.string().max(120).refine(isWebUrl),
});

export interface Transfer {
  readonly order: z.infer<typeof TRANSFER_ORDER>;
  readonly transaction_id: string;
  readonly notify_token: string;
  readonly createdAt: string;
  readonly status: keyof typeof TRANSFER_CODES;
}
export const TRANSFER_CODES = { PENDING: 2_002, SUCCESS: 100, FAILED: 2_010 } as const;
/** What an account keeps. */
export type CinetpayKinds = {
  payment: Payment;
  transfer: Transfer;
  token: Token;
  page: { readonly of: string };
};
