import { Pool } from 'undici';
import type { Rail } from './rail.ts';
import type { Recorded } from './recorder.ts';

export interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
}

/** Of the connection, not of the webhook. */
const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'expect', 'keep-alive']);

/** Sends webhooks to the platform, as they are. */
export class WebhookSender {
  readonly #pool: Pool;
  readonly #path: string;

  constructor({ webhookUrl }: Rail, connections = 1) {
    const { origin, pathname } = new URL(webhookUrl);
    this.#pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 20_000 });
    this.#path = pathname;
  }

  async send({ headers, body }: Recorded): Promise<WebhookAnswer> {
    const kept = Object.entries(headers).filter(([name]) => !HOP.has(name));
    const response = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: Object.fromEntries(kept),
      body,
    });
    return { status: response.statusCode, text: await response.body.text() };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
