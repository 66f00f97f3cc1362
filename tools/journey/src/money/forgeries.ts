import { gzipSync } from 'node:zlib';
import type { PspWebhook } from '@edu/contracts-payment';
import type { Faults, Rail } from './rail.ts';
import type { Recorded, Recorder } from './recorder.ts';

/** A webhook that its psp has not sent like this. */
export interface Forgery {
  readonly how: string;
  readonly webhook: Recorded;
}

/** Sent by the psp itself, but not as it may be: its simulator is made to. */
const MISSENT: readonly (readonly [how: string, faults: Faults])[] = [
  [
    'signed by somebody else',
    {
      webhooks: { signingSecret: 'the secret of somebody else' },
      signature: { keyId: 'a key that nobody publishes' },
    },
  ],
  ['an hour old', { webhooks: { timestampOffsetSeconds: -3_600 } }],
  ['six minutes old', { webhooks: { timestampOffsetSeconds: -361 } }],
  ['from the future', { webhooks: { timestampOffsetSeconds: 3_600 } }],
];

/**
 * What can be made of a webhook that is right.
 *
 * @param other another right one of the same psp
 */
export async function forgeriesOf(
  { rail, recorder }: { readonly rail: Rail; readonly recorder: Recorder },
  { header }: NonNullable<PspWebhook['signature']>,
  right: Recorded,
  other: Recorded,
  eventId: string,
): Promise<Forgery[]> {
  const { headers, body } = right;
  const { [header]: signature = '', ...unsigned } = headers;
  const withSignature = (value: string): Recorded => ({
    headers: { ...headers, [header]: value },
    body,
  });
  const withBody = (bytes: Buffer): Recorded => ({ headers, body: bytes });
  const text = body.toString();
  const made: readonly (readonly [how: string, webhook: Recorded])[] = [
    ['without a signature', { headers: unsigned, body }],
    ['with an empty signature', withSignature('')],
    ['with no signature at all in its header', withSignature('nothing that is one')],
    ['with a signature changed by one sign', withSignature(changed(signature))],
    ['with the signature of another event', withSignature(other.headers[header]!)],
    ['with the headers of another event', { headers: other.headers, body }],
    ['with another body', withBody(Buffer.from(text.replace(/\d(?=\D*$)/, otherDigit)))],
    ['with a space more', withBody(Buffer.concat([body, Buffer.from(' ')]))],
    ['written again', withBody(Buffer.from(JSON.stringify(JSON.parse(text), null, 3)))],
    ['compressed', withBody(gzipSync(body))],
    ['without a body', withBody(Buffer.alloc(0))],
  ];
  const missent: Forgery[] = [];
  for (const [how, faults] of MISSENT) {
    if (!(await rail.lay(faults))) continue;
    try {
      missent.push({ how, webhook: await recorder.take(rail, eventId) });
    } finally {
      await rail.heal();
    }
  }
  return [...made.map(([how, webhook]) => ({ how, webhook })), ...missent];
}

const otherDigit = (digit: string) => String((Number(digit) + 1) % 10);

/** Another sign in the middle of the longest word of a signature, which is its value. */
function changed(signature: string): string {
  const words = [...signature.matchAll(/[A-Za-z0-9+/]+/g)];
  const longest = words.reduce((a, b) => (b[0].length > a[0].length ? b : a));
  const at = longest.index + Math.floor(longest[0].length / 2);
  return signature.slice(0, at) + (signature[at] === '0' ? '1' : '0') + signature.slice(at + 1);
}
