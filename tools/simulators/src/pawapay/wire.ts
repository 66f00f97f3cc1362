import { z } from 'zod';

/** A refusal: with HTTP 200 when the request could be read, else with 4xx. */
export class PawapayError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const uuid4 = z.uuidv4();
export const amount = z.string().regex(/^[1-9]\d{0,11}$/);
export const reference = z.string().max(64).optional();
export const metadata = z
  .array(z.record(z.string(), z.union([z.string(), z.boolean()])))
  .max(10)
  .default([]);
export const wallet = z.strictObject({
  type: z.literal('MMO'),
  accountDetails: z.strictObject({
    phoneNumber: z.string().regex(/^\d{6,15}$/),
    provider: z.string(),
  }),
});
export type MobileWallet = z.infer<typeof wallet>;
export const customerMessage = z
  .string()
  .regex(/^[A-Za-z0-9 ]{4,22}$/)
  .optional();

export interface Failure {
  failureCode: string;
  failureMessage: string;
}

export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw new PawapayError(400, 'INVALID_INPUT', z.prettifyError(error));
  return data;
}

export const rejected = (about: object, failureCode: string) => ({
  ...about,
  status: 'REJECTED',
  failureReason: { failureCode, failureMessage: 'The request was rejected.' },
});
