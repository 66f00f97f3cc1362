import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An identifier as Stripe writes them: a prefix and `length` letters and digits. */
export function alphanumericId(prefix: string, length: number): string {
  let id = prefix;
  for (const byte of randomBytes(length)) id += ALPHABET[byte % ALPHABET.length];
  return id;
}

/** An identifier as Twilio writes them: two capitals and 32 hexadecimal digits. */
export function hexadecimalId(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}
