import { Injectable } from '@nestjs/common';
import { fetch } from 'undici';
import { NotificationConfig } from '../../app.config.ts';
import { DeliveryError, type Addresses, type Channel, type Delivery } from '../channel.ts';
import { toSmsText } from './sms-text.ts';

/** Twilio's Messages resource. Source: twilio.com/docs/messaging/api/message-resource. */
@Injectable()
export class SmsChannel implements Channel {
  readonly id = 'sms';
  readonly #url: string;
  readonly #authorization: string;
  readonly #from: string;
  readonly #publicUrl: string;

  constructor(config: NotificationConfig) {
    const { TWILIO_API_URL, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, SMS_FROM, PUBLIC_URL } = config;
    const path = `/2010-04-01/Accounts/${TWILIO_ACCOUNT_SID}/Messages.json`;
    this.#url = `${TWILIO_API_URL.replace(/\/$/, '')}${path}`;
    const credentials = Buffer.from(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`);
    this.#authorization = `Basic ${credentials.toString('base64')}`;
    this.#from = SMS_FROM;
    this.#publicUrl = PUBLIC_URL;
  }

  addressOf(contact: Addresses): string | null {
    return contact.phone;
  }

  async send({ to, letter, signal }: Delivery): Promise<void> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { authorization: this.#authorization },
      body: new URLSearchParams({
        To: to,
        From: this.#from,
        Body: toSmsText(letter, this.#publicUrl),
      }),
      redirect: 'error',
      signal,
    }).catch((error: unknown) => {
      const aborted = error instanceof Error && /Abort|Timeout/.test(error.name);
      throw new DeliveryError(aborted ? 'sms timeout' : 'sms unreachable', false);
    });
    const code = await twilioCode(response);
    if (response.ok) return;
    // 400: this number or text is refused; the rest is our account or their server.
    const reason = ['sms', response.status, code].filter(Boolean).join(' ');
    throw new DeliveryError(reason, response.status === 400);
  }
}

/** Reads the answer to its end, so that the connection is free, and keeps its error code only. */
async function twilioCode(response: { json(): Promise<unknown> }): Promise<number | undefined> {
  try {
    const { code } = (await response.json()) as { code?: unknown };
    return typeof code === 'number' ? code : undefined;
  } catch {
    return undefined;
  }
}
