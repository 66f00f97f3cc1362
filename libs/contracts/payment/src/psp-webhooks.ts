/**
 * What the edge may ask of a payment service's webhook before its signature is verified: enough to refuse
 * cheaply what cannot be one.
 */
export interface PspWebhook {
  /** Where it signs and what every signature looks like; null for one that does not sign. */
  readonly signature: { readonly header: string; readonly form: RegExp } | null;
  /** Headers that its adapter reads beside the signature. No others are handed on. */
  readonly headers: readonly string[];
  readonly maxBytes: number;
}

/**
 * By the psp's id. A new psp adds its entry here and not in its folder, since the edge reads it and
 * imports no app; the conformance suite holds it against the webhooks that the psp sends.
 */
export const pspWebhooks: ReadonlyMap<string, PspWebhook> = new Map<string, PspWebhook>([
  [
    'stripe',
    {
      signature: { header: 'stripe-signature', form: /^t=\d{1,12}(,v\d=[0-9a-f]{1,128}){1,8}$/ },
      headers: ['content-type'],
      // Its events are a few KB.
      maxBytes: 64 * 1_024,
    },
  ],
  [
    'wave',
    {
      signature: { header: 'wave-signature', form: /^t=\d{1,12}(,v1=[0-9a-f]{64}){1,8}$/ },
      headers: ['content-type'],
      // One checkout session.
      maxBytes: 16 * 1_024,
    },
  ],
  [
    'pawapay',
    {
      signature: {
        header: 'signature',
        form: /^[a-z][\w.-]{0,30}=:[A-Za-z0-9+/]{1,1000}={0,2}:(, ?[a-z][\w.-]{0,30}=:[A-Za-z0-9+/]{1,1000}={0,2}:){0,3}$/,
      },
      // What its signature covers, beside the address and the body.
      headers: ['signature-input', 'signature-date', 'content-digest', 'content-type', 'host'],
      // One deposit.
      maxBytes: 16 * 1_024,
    },
  ],
  // It signs nothing: what it reports is asked for.
  ['mtn-momo', { signature: null, headers: [], maxBytes: 4 * 1_024 }],
  // The same, but for a token that was said with the order.
  ['orange-money', { signature: null, headers: [], maxBytes: 4 * 1_024 }],
  // A token that was said once stands in it: what it reports is asked for too.
  ['cinetpay', { signature: null, headers: [], maxBytes: 4 * 1_024 }],
]);
