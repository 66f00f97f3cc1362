/** What must not appear where people look at the platform from outside: what it is, and its text. */
export class Canaries {
  readonly #all = new Map<string, string>();

  /** @returns the value, so that it can be used where it is made */
  add(what: string, value: string): string {
    this.#all.set(value, what);
    return value;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Names what is found in a text, as it is or as URLs and Base64 carry it; never the value. */
  in(text: string): string[] {
    const found = [...this.#all].filter(([value]) => forms(value).some((form) => form.test(text)));
    return found.map(([, what]) => what);
  }
}

function forms(value: string): RegExp[] {
  const texts = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  // The bytes before it shift the letters of Base64: what is the same in all three is looked for.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.from('-'.repeat(before) + value)
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const long = base64.filter((text) => text.length >= 8);
  // A short number may be part of an id or of a time.
  const edge = /^\d+$/.test(value) ? '[\\w.-]' : undefined;
  return [...new Set([...texts, ...long])].map((text) =>
    edge
      ? new RegExp(`(?<!${edge})${RegExp.escape(text)}(?!${edge})`)
      : new RegExp(RegExp.escape(text)),
  );
}

/** What looks like a person's data or a secret, whoever it belongs to. */
export const SUSPICIOUS: Readonly<Record<string, RegExp>> = {
  'an e-mail address': /[\w.+-]+@[\w-]+\.(?:test|org|com|ci|localhost)\b/,
  'a phone number': /(?<!\w)\+\d{8,15}\b/,
  'a token': /\beyJ[\w-]{8,}\.[\w-]{8,}/,
  'a Stripe secret': /\b(?:sk|rk)_(?:test|live)_\w+|\bwhsec_\w+|_secret_\w{8,}/,
  'a password in an address': /:\/\/[^\s:/@"]*:[^\s/@"…]+@/,
};
