import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { Log } from '../web/http-server.ts';
import type { Sms, SmsStatus, SmsStore } from './sms-store.ts';

/**
 * The `X-Twilio-Signature` header: base64 of HMAC-SHA1, keyed with the auth token, over the URL
 * followed by every parameter's name and value in the order of names.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signCallback(
  url: string,
  params: Readonly<Record<string, string>>,
  authToken: string,
): string {
  const names = Object.keys(params).sort();
  const text = url + names.map((name) => name + (params[name] ?? '')).join('');
  return createHmac('sha1', authToken).update(text).digest('base64');
}

export interface StatusCallbackOptions {
  accountSid: string;
  authToken: string;
  /** Wait before each step from queued to sent to delivered. */
  stepMs: number;
  log: Log;
}

/**
 * Moves accepted messages through their statuses and reports each to the message's callback URL,
 * once. What is under way when the simulator stops is not resumed.
 */
export class StatusCallbacks {
  private readonly store: SmsStore;
  private readonly options: StatusCallbackOptions;
  private readonly agent = new Agent({ keepAliveTimeout: 1_000 });
  private readonly closing = new AbortController();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();

  constructor(store: SmsStore, options: StatusCallbackOptions) {
    this.store = store;
    this.options = options;
  }

  /** Takes the message on to `sent` and then to `last`. */
  follow(sms: Sms, last: 'delivered' | 'undelivered', callbackUrl: string | null): void {
    this.step(sms.sid, ['sent', last], callbackUrl);
  }

  private step(sid: string, [status, ...rest]: SmsStatus[], callbackUrl: string | null): void {
    if (status === undefined) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const sms = this.store.setStatus(sid, status, status === 'undelivered' ? 30003 : null);
      if (!sms) return;
      const work = (callbackUrl === null ? Promise.resolve() : this.report(sms, callbackUrl)).then(
        () => {
          this.running.delete(work);
          if (!this.closing.signal.aborted) this.step(sid, rest, callbackUrl);
        },
      );
      this.running.add(work);
    }, this.options.stepMs);
    this.timers.add(timer);
  }

  private async report(sms: Sms, url: string): Promise<void> {
    const { accountSid, authToken, log } = this.options;
    const params: Record<string, string> = {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: sms.from,
      MessageSid: sms.sid,
      MessageStatus: sms.status,
      SmsSid: sms.sid,
      SmsStatus: sms.status,
      To: sms.to,
      ...(sms.errorCode !== null && { ErrorCode: String(sms.errorCode) }),
    };
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(10_000)]),
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': signCallback(url, params, authToken),
        },
        body: new URLSearchParams(params).toString(),
      });
      await response.body.dump();
      if (response.statusCode >= 300) log(`sms status callback: HTTP ${response.statusCode}`);
    } catch (error) {
      if (!this.closing.signal.aborted) log(`sms status callback: ${String(error)}`);
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled(this.running);
    await this.agent.destroy();
  }
}
