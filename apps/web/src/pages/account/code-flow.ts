import type { CodeSent } from '@edu/client';
import { addressText, type Address } from './address.ts';

/** First the address, then the code that was sent there. */
export type CodeFlow =
  | { readonly step: 'address' }
  | {
      readonly step: 'code';
      readonly verificationId: string;
      /** Where the code went. */
      readonly address: Address;
      /** When another may be asked for: milliseconds of this device's clock. */
      readonly resendAt: number;
      /** When it is of no more use, by the same clock. */
      readonly endsAt: number;
      /** How many were sent there. */
      readonly count: number;
    };

export const atAddress: CodeFlow = { step: 'address' };

/** The API sends three to an address in ten minutes. */
const PAUSES_S = [30, 60];
const LONG_PAUSE_S = 600;
/** As long as a code of a sign-up or sign-in is taken. */
const CODE_LIFE_S = 600;

/** A code went out. @param now milliseconds of this device's clock, which may be wrong */
export function codeSent(
  before: CodeFlow,
  { verificationId }: Pick<CodeSent, 'verificationId'>,
  address: Address,
  now: number,
): CodeFlow {
  const known = before.step === 'code' && isSame(before.address, address) ? before.count : 0;
  const pause = PAUSES_S[known] ?? LONG_PAUSE_S;
  return {
    step: 'code',
    verificationId,
    address,
    resendAt: now + pause * 1_000,
    endsAt: now + CODE_LIFE_S * 1_000,
    count: known + 1,
  };
}

const isSame = (a: Address, b: Address): boolean => addressText(a) === addressText(b);

/** Another code was refused for so many seconds. The one that was sent may still arrive. */
export function resendRefused(flow: CodeFlow, retryAfterS: number, now: number): CodeFlow {
  if (flow.step !== 'code') return flow;
  return { ...flow, resendAt: Math.max(flow.resendAt, now + retryAfterS * 1_000) };
}

/** What was kept over a reload, as long as its code may be good. */
export function resumed(kept: CodeFlow, now: number): CodeFlow {
  return kept.step === 'code' && kept.endsAt > now ? kept : atAddress;
}

/** The digits of a code that was pasted or typed with spaces: `123 456`. */
export const codeDigits = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s\u2010-\u2015-]/g, '');
