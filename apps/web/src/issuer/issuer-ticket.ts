import { ApiError } from '@edu/client';
import { deviceNow } from '@edu/ui';

/** What somebody is sent on with who has come back from an issuer and is not linked here. */
export interface KeptTicket {
  readonly ticket: string;
  /** Of the issuer. */
  readonly name: string;
  /** `known`: an account here has the address; otherwise what the address of a new account would be. */
  readonly kind: 'known' | 'verified' | 'relayed' | 'unverified';
  /** Empty where the issuer names none. */
  readonly email: string;
  /** Milliseconds of this device's clock. */
  readonly endsAt: number;
}

const KEY = 'issuer-ticket';
/** As long as the API takes it. */
const LIFE_MS = 30 * 60_000;
const KINDS = ['verified', 'relayed', 'unverified'] as const;

/** The ticket that an answer was refused with, if it was. @param now milliseconds of this device's clock */
export function ticketIn(error: unknown, now: number): KeptTicket | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { ticket, name, kind, email } = error.params;
  if (typeof ticket !== 'string' || typeof name !== 'string') return undefined;
  const kept = { ticket, name, email: typeof email === 'string' ? email : '' };
  const endsAt = now + LIFE_MS;
  if (error.is('auth.issuer_known_address')) return { ...kept, kind: 'known', endsAt };
  const known = KINDS.find((one) => one === kind);
  return error.is('auth.issuer_newcomer') && known ? { ...kept, kind: known, endsAt } : undefined;
}

/** Over a reload, and over the sign-in that it waits for. @throws where the browser keeps nothing for pages */
export const keepTicket = (kept: KeptTicket): void =>
  sessionStorage.setItem(KEY, JSON.stringify(kept));

export function keptTicket(): KeptTicket | undefined {
  try {
    const text = sessionStorage.getItem(KEY);
    const kept = text === null ? undefined : (JSON.parse(text) as KeptTicket);
    return kept && kept.endsAt > deviceNow() ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function forgetTicket(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept then.
  }
}
