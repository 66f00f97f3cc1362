import { expect, it } from 'vitest';
import { chatText, decodeMessage, encodeMessage, MAX_CHAT_LENGTH } from './room-message.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

it.each([
  { kind: 'chat', text: 'x² + 1 = 0 <b>مرحبا</b> 👋' },
  { kind: 'hand', up: true },
  { kind: 'hand', up: false },
] as const)('%o arrives as it was sent', (message) => {
  expect(decodeMessage(encodeMessage(message))).toEqual(message);
});

it.each([
  new Uint8Array([0xff, 0xfe]),
  new TextEncoder().encode('{'),
  bytes(null),
  bytes('chat'),
  bytes({ kind: 'chat', text: 7 }),
  bytes({ kind: 'chat', text: '   ' }),
  bytes({ kind: 'hand', up: 'yes' }),
  bytes({ kind: 'mute', up: true }),
])('what is no message of ours is dropped (%#)', (payload) => {
  expect(decodeMessage(payload)).toBeUndefined();
});

it('cuts a long text between characters, here and from others', () => {
  const long = '👋'.repeat(MAX_CHAT_LENGTH + 5);
  expect(chatText(long)).toBe('👋'.repeat(MAX_CHAT_LENGTH));
  expect(decodeMessage(bytes({ kind: 'chat', text: long }))).toEqual({
    kind: 'chat',
    text: '👋'.repeat(MAX_CHAT_LENGTH),
  });
});
