/** Longer messages are cut before they are sent. */
export const MAX_CHAT_LENGTH = 1_000;

/** What the two people of a lesson send each other beside speech and pictures. */
export type RoomMessage =
  | { readonly kind: 'chat'; readonly text: string }
  | { readonly kind: 'hand'; readonly up: boolean };

export function encodeMessage(message: RoomMessage): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(message));
}

/** @returns undefined for what is none of ours; it comes from another device and is not trusted */
export function decodeMessage(bytes: Uint8Array): RoomMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, text, up } = value as Record<string, unknown>;
  if (kind === 'hand' && typeof up === 'boolean') return { kind, up };
  const said = kind === 'chat' && typeof text === 'string' ? chatText(text) : '';
  return said ? { kind: 'chat', text: said } : undefined;
}

/** What of a text is sent: empty when nothing is. */
export function chatText(text: string): string {
  return [...text.trim()].slice(0, MAX_CHAT_LENGTH).join('');
}
