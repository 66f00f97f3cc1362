import type { AccessClaims } from '@edu/contract-kit';
import type { FACTORS } from '@edu/contracts-auth';

/** What somebody proves themselves by. */
export type Factor = (typeof FACTORS)[number];

/**
 * What tokens call each (RFC 8176). A code by e-mail has no name of its own there; what only ever
 * follows another factor makes it several.
 */
const METHODS: Readonly<Record<Factor, readonly string[]>> = {
  password: ['pwd'],
  email: ['otp'],
  sms: ['otp', 'sms'],
  totp: ['otp', 'mfa'],
  recovery_code: ['otp', 'mfa'],
  // The device that has it, and the finger, face or PIN by which that made sure of its user.
  passkey: ['hwk', 'user', 'mfa'],
};

export const methodsOf = (...factors: readonly Factor[]): string[] => [
  ...new Set(factors.flatMap((factor) => METHODS[factor])),
];

/** How well somebody is known who proved themselves by these methods. */
export const levelOf = (methods: readonly string[]): AccessClaims['acr'] =>
  methods.includes('mfa') ? 'aal2' : 'aal1';
