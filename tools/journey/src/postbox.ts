import assert from 'node:assert/strict';
import { eventually } from './eventually.ts';

/** Addresses of the provider simulators. */
export interface SimulatorUrls {
  readonly mailbox: string;
  readonly sms: string;
  readonly stripe: string;
}

/** A message as its reader sees it. */
export interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** Where the platform reaches a person. */
export type Address =
  | { readonly channel: 'email'; readonly email: string }
  | { readonly channel: 'sms'; readonly phone: string };

/** Reads what people receive: the mailbox and the SMS simulator. */
export class Postbox {
  readonly #urls: SimulatorUrls;

  constructor(urls: SimulatorUrls) {
    this.#urls = urls;
  }

  /** Newest first. */
  async letters(to: Address): Promise<Letter[]> {
    if (to.channel === 'email') {
      const url = `${this.#urls.mailbox}/api/messages?to=${encodeURIComponent(to.email)}`;
      return (await getData<Letter>(url)).map(({ id, subject, text }) => ({ id, subject, text }));
    }
    const url = `${this.#urls.sms}/api/messages?to=${encodeURIComponent(to.phone)}`;
    const texts = await getData<{ sid: string; body: string }>(url);
    return texts.map(({ sid, body }) => ({ id: sid, subject: '', text: body }));
  }

  /** Waits for a letter that fits. */
  waitFor(to: Address, what: string, fits: (letter: Letter) => boolean): Promise<Letter> {
    return eventually(async () => {
      const letter = (await this.letters(to)).find(fits);
      assert(letter, `no ${what} came`);
      return letter;
    });
  }

  /** The six digits of the newest code, and the letter they came in. */
  async code(to: Address): Promise<{ code: string; letter: Letter }> {
    const letter = await this.waitFor(to, 'code', ({ text }) => CODE.test(text));
    return { code: CODE.exec(letter.text)![0], letter };
  }
}

const CODE = /(?<!\d)\d{6}(?!\d)/;

async function getData<T>(url: string): Promise<T[]> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  assert(response.ok, `${url} answers ${response.status}`);
  return ((await response.json()) as { data: T[] }).data;
}
