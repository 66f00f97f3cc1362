import type { CodeSent, Proof, StepUpWay } from '@edu/client';
import { authProveStepUp as fields } from '@edu/client/fields';
import { fieldText } from '@edu/ui';
import { readableNumber } from '../pages/account/phone-number.ts';

const FACTORS = ['password', 'email', 'sms'] as const;

/** A way to prove that it is them which this page knows how to ask for. */
export interface Way {
  readonly factor: (typeof FACTORS)[number];
  /** Where the code goes; null where none is sent. */
  readonly address: string | null;
}

/** Those of the account's ways that this page can ask for: a newer platform may have more. */
export const knownWays = (ways: readonly StepUpWay[]): Way[] =>
  ways.flatMap(({ factor, address }) => {
    const known = FACTORS.find((name) => name === factor);
    return known ? [{ factor: known, address }] : [];
  });

/** Whether a code has to be sent first. */
export const isByCode = (way: Way): way is Way & { factor: 'email' | 'sms' } =>
  way.factor === 'email' || way.factor === 'sms';

/** For people: where the code goes. */
export const readableWay = ({ factor, address }: Way): string =>
  factor === 'sms' ? readableNumber(address ?? '') : (address ?? '');

/** What was typed, as the API takes it. @param sent the code that was asked for */
export function proofOf(way: Way, values: FormData, sent: CodeSent | undefined): Proof {
  if (way.factor === 'password') {
    return { kind: 'password', password: fieldText(values, fields['/proof/password']) };
  }
  const code = fieldText(values, fields['/proof/code']);
  return { kind: 'code', verificationId: sent!.verificationId, code };
}
