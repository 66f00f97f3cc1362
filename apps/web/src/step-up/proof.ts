import type { CodeSent, Proof, SecondProof, StepUpWay } from '@edu/client';
import { authProveStepUp as fields } from '@edu/client/fields';
import { fieldText } from '@edu/ui';
import { hasPasskeys } from '../passkey/browser-passkeys.ts';
import { readableNumber } from '../pages/account/phone-number.ts';

const FACTORS = ['password', 'email', 'sms', 'totp', 'recovery_code', 'passkey'] as const;

/** A way to prove that it is them which this page knows how to ask for. */
export interface Way {
  readonly factor: (typeof FACTORS)[number];
  /** Where the code goes; null where none is sent. */
  readonly address: string | null;
}

/** Those of the account's ways that this page and browser can ask for: a newer platform may have more. */
export const knownWays = (ways: readonly StepUpWay[]): Way[] =>
  ways.flatMap(({ factor, address }) => {
    const known = FACTORS.find((name) => name === factor);
    const isUsable = known !== undefined && (known !== 'passkey' || hasPasskeys());
    return isUsable ? [{ factor: known, address }] : [];
  });

/** Whether a code has to be sent first. */
export const isByCode = (way: Way): way is Way & { factor: 'email' | 'sms' } =>
  way.factor === 'email' || way.factor === 'sms';

/** For people: where the code goes. */
export const readableWay = ({ factor, address }: Way): string =>
  factor === 'sms' ? readableNumber(address ?? '') : (address ?? '');

/** A second factor that is typed. */
export type TypedFactor = Exclude<SecondProof['kind'], 'passkey'>;

/** The second factor as it was typed. */
export function secondProofOf(kind: TypedFactor, values: FormData): SecondProof {
  return { kind, code: fieldText(values, fields['/proof/code']).trim() };
}

/** What was typed, as the API takes it. @param sent the code that was asked for */
export function proofOf(way: Way, values: FormData, sent: CodeSent | undefined): Proof {
  if (way.factor === 'password') {
    return { kind: 'password', password: fieldText(values, fields['/proof/password']) };
  }
  if (way.factor === 'totp' || way.factor === 'recovery_code') {
    return secondProofOf(way.factor, values);
  }
  const code = fieldText(values, fields['/proof/code']);
  return { kind: 'code', verificationId: sent!.verificationId, code };
}
