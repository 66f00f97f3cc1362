/** The Idempotency-Key of one thing that somebody wants done, once, however often it is sent. */
export type Intent = string;

/**
 * Make one where the intent arises (the form is opened, the button is pressed), not where it is sent:
 * whoever sends the same intent again gets the first answer. A plain text, so that it can be kept over
 * a reload.
 */
export function newIntent(): Intent {
  const { crypto } = globalThis as { crypto?: Partial<Crypto> };
  if (crypto?.randomUUID) return crypto.randomUUID();
  // Pages without TLS have no randomUUID, and React Native no crypto. It must be fresh, not secret.
  const bytes = crypto?.getRandomValues?.(new Uint8Array(16)) ?? randomBytes();
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function randomBytes(): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.random() * 256);
}
