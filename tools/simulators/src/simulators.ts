import { join } from 'node:path';
import { startMailbox } from './mailbox/mailbox.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { Log } from './kit/http-server.ts';
import { startStripeSimulator, type StripeSimulator } from './stripe/stripe-simulator.ts';
import { startSmsSimulator, type SmsSimulator } from './twilio/twilio-simulator.ts';

export { startLiveKitSimulator } from './livekit/livekit-simulator.ts';
export type { LiveKitSimulator } from './livekit/livekit-simulator.ts';
export { startMailbox } from './mailbox/mailbox.ts';
export type { Mailbox, MailboxOptions } from './mailbox/mailbox.ts';
export { startSmsSimulator } from './twilio/twilio-simulator.ts';
export type { SmsSimulator, SmsSimulatorOptions } from './twilio/twilio-simulator.ts';
export { startStripeSimulator } from './stripe/stripe-simulator.ts';
export type { StripeSimulator, StripeSimulatorOptions } from './stripe/stripe-simulator.ts';
export { signWebhook } from './stripe/events.ts';
export { formatInstant, html, page, table } from './kit/html.ts';
export { startTraceCollector } from './traces/trace-collector.ts';
export type { TraceCollector } from './traces/trace-collector.ts';
export { spansIn, type CollectedSpan, type OtlpBody } from './traces/otlp-spans.ts';
export type { MoneyEntry } from './kit/money-log.ts';

export interface SimulatorsOptions {
  /** Folder of the three database files; absent keeps everything in memory. */
  dataDir?: string;
  host?: string;
  /** Ports; 0 or absent picks free ones. */
  stripePort?: number;
  smtpPort?: number;
  mailboxPort?: number;
  smsPort?: number;
  stripeSecretKey: string;
  stripeWebhookSecret: string;
  /** Null: events are listed but not sent. */
  stripeWebhookUrl: string | null;
  twilioAccountSid: string;
  twilioAuthToken: string;
  log?: Log;
}

export interface Simulators {
  stripe: StripeSimulator;
  mailbox: Mailbox;
  sms: SmsSimulator;
  /** Addresses: `smtp` for sending mail, the others for HTTP. */
  urls: { stripe: string; smtp: string; mailbox: string; sms: string };
  close(): Promise<void>;
}

/**
 * Starts the three simulators together. Refuses in production mode; when one cannot start, those
 * that did are stopped and the reason is thrown.
 */
export async function startSimulators(options: SimulatorsOptions): Promise<Simulators> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The provider simulators do not run with NODE_ENV=production.');
  }
  const { dataDir, log, host = '127.0.0.1' } = options;
  const file = (name: string): string => (dataDir ? join(dataDir, name) : ':memory:');
  const logged = (name: string) => ({
    host,
    ...(log && { log: (message: string) => log(`${name}: ${message}`) }),
  });
  const started: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.allSettled(started.map((simulator) => simulator.close()));
  };
  const keep = <T extends { close(): Promise<void> }>(simulator: T): T => {
    started.push(simulator);
    return simulator;
  };
  try {
    const stripe = keep(
      await startStripeSimulator({
        ...logged('stripe'),
        port: options.stripePort ?? 0,
        secretKey: options.stripeSecretKey,
        webhookSecret: options.stripeWebhookSecret,
        webhookUrl: options.stripeWebhookUrl,
        databaseFile: file('stripe.sqlite'),
      }),
    );
    const mailbox = keep(
      await startMailbox({
        ...logged('mailbox'),
        smtpPort: options.smtpPort ?? 0,
        httpPort: options.mailboxPort ?? 0,
        databaseFile: file('mailbox.sqlite'),
      }),
    );
    const sms = keep(
      await startSmsSimulator({
        ...logged('sms'),
        port: options.smsPort ?? 0,
        accountSid: options.twilioAccountSid,
        authToken: options.twilioAuthToken,
        databaseFile: file('sms.sqlite'),
      }),
    );
    const urls = { stripe: stripe.url, smtp: mailbox.smtpUrl, mailbox: mailbox.url, sms: sms.url };
    return { stripe, mailbox, sms, urls, close };
  } catch (error) {
    await close();
    throw error;
  }
}
