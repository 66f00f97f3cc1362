import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { calendarOf } from '@edu/calendar';
import { Clock } from '@edu/service';
import { createTransport } from 'nodemailer';
import { NotificationConfig } from '../../app.config.ts';
import {
  DeliveryError,
  type Addresses,
  type CalendarChange,
  type Channel,
  type Delivery,
  type Letter,
} from '../channel.ts';
import { linkUrl } from '../link-url.ts';
import { toHtml, toText } from './email-body.ts';
import { emailSource } from './email-source.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const SILENCE_TIMEOUT_MS = 10_000;

@Injectable()
export class EmailChannel implements Channel, OnApplicationShutdown {
  readonly id = 'email';
  readonly #transport;
  readonly #config: NotificationConfig;
  readonly #domain: string;
  readonly #clock: Clock;

  constructor(config: NotificationConfig, clock: Clock) {
    this.#config = config;
    this.#clock = clock;
    this.#domain = config.MAIL_FROM.replace(/^.*@|>$/g, '');
    this.#transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: 4,
      // We try again ourselves, with the attempts counted.
      maxRequeues: 0,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      dnsTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  addressOf(contact: Addresses): string | null {
    return contact.email;
  }

  async send({ messageId, to, letter, signal }: Delivery): Promise<void> {
    const { MAIL_FROM, PUBLIC_URL } = this.#config;
    try {
      const source = emailSource({
        headers: {
          From: MAIL_FROM,
          To: { name: '', address: to },
          Subject: letter.title,
          // A second copy, sent after a crash between sending and writing it down, is recognised by it.
          'Message-ID': `<${messageId}@${this.#domain}>`,
          'Auto-Submitted': 'auto-generated',
          'Content-Language': letter.locale,
        },
        text: toText(letter, PUBLIC_URL),
        html: toHtml(letter, PUBLIC_URL),
        ...(letter.calendar && { invitation: this.#invitation(to, letter, letter.calendar) }),
      });
      await this.#transport.sendMail({ ...source, signal });
    } catch (error) {
      throw toDeliveryError(error);
    }
  }

  /** The reader's calendar offers to enter the lessons, or removes them by itself. */
  #invitation(to: string, { locale }: Letter, { does, lessons }: CalendarChange) {
    const { MAIL_FROM, PUBLIC_URL } = this.#config;
    const [, name = 'EduConnect', email = MAIL_FROM] = /^(.*) <(.*)>$/.exec(MAIL_FROM) ?? [];
    const linked = lessons.map((lesson) => ({
      ...lesson,
      url: linkUrl(`/${locale}/lessons/${lesson.id}`, PUBLIC_URL),
    }));
    const options = { at: this.#clock.now(), invitation: { does, from: { name, email }, to } };
    return {
      method: does === 'enter' ? ('REQUEST' as const) : ('CANCEL' as const),
      content: calendarOf(linked, options),
    };
  }

  onApplicationShutdown(): void {
    this.#transport.close();
  }
}

/** Only the recipient or the message can be refused for good; a refused login is our affair. */
function toDeliveryError(error: unknown): DeliveryError {
  const { code, responseCode, permanent } = error as {
    code?: string;
    responseCode?: number;
    permanent?: boolean;
  };
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE';
  const reason = ['email', code ?? 'failed', responseCode].filter(Boolean).join(' ');
  return new DeliveryError(reason, refused && permanent === true);
}
