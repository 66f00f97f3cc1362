import { seal, unseal } from '../signing-key/signing-key.domain.ts';

/** As long as somebody needs to fill in a form, and to wait for a code. */
export const TICKET_MS = 30 * 60_000;

/** Who somebody is at an issuer whose account is not linked here yet. */
export interface Ticket {
  /** Its id in the configuration. */
  readonly issuer: string;
  readonly subject: string;
  /** As the issuer has verified it. */
  readonly email?: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

const PURPOSE = 'ticket';

/** Sealed for the page that the browser came back to: it cannot read or change it. */
export function sealTicket(key: Buffer, ticket: Ticket): string {
  return Buffer.from(seal(key, PURPOSE, Buffer.from(JSON.stringify(ticket)))).toString('base64url');
}

/** @returns undefined when it is not ours or has expired */
export function openTicket(key: Buffer, sealed: string, now: Date): Ticket | undefined {
  try {
    const plain = unseal(key, PURPOSE, Buffer.from(sealed, 'base64url'));
    const ticket = JSON.parse(plain.toString()) as Ticket;
    return ticket.issuedAt + TICKET_MS > now.getTime() ? ticket : undefined;
  } catch {
    return undefined;
  }
}
