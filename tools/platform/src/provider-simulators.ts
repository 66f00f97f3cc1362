import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  startLiveKitSimulator,
  startMailbox,
  startSmsSimulator,
  startStripeSimulator,
  type LiveKitSimulator,
  type Mailbox,
  type SmsSimulator,
  type StripeSimulator,
} from '@edu/simulators';
import type { PortBook } from './port-book.ts';
import type { Secrets } from './secrets.ts';
import { realAccounts } from './service-env.ts';

export interface ProviderSimulators {
  readonly stripe?: StripeSimulator;
  readonly mailbox?: Mailbox;
  readonly sms?: SmsSimulator;
  readonly livekit?: LiveKitSimulator;
  close(): Promise<void>;
}

export interface ProviderSimulatorOptions {
  /** Folder of their state; without one they forget it. */
  readonly dataDir?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: Secrets;
  readonly ports: PortBook;
  readonly webhookUrl: string;
}

/** Starts a stand-in for each provider of which the environment names no real account. */
export async function startProviderSimulators(
  options: ProviderSimulatorOptions,
): Promise<ProviderSimulators> {
  const { dataDir, env, secrets, ports } = options;
  if (env['NODE_ENV'] === 'production') return { close: () => Promise.resolve() };
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const file = (name: string) => ({
    databaseFile: dataDir ? join(dataDir, `${name}.sqlite`) : ':memory:',
  });
  const isReal = (provider: keyof typeof realAccounts) => Boolean(env[realAccounts[provider]]);
  const started: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(simulator: T): T => {
    started.push(simulator);
    return simulator;
  };
  const close = async () => {
    await Promise.allSettled(started.map((simulator) => simulator.close()));
  };
  try {
    return {
      ...(!isReal('stripe') && {
        stripe: keep(
          await startStripeSimulator({
            ...file('stripe'),
            port: await ports.get('stripe'),
            secretKey: secrets.STRIPE_SECRET_KEY,
            webhookSecret: secrets.STRIPE_WEBHOOK_SECRET,
            webhookUrl: options.webhookUrl,
          }),
        ),
      }),
      ...(!isReal('mailbox') && {
        mailbox: keep(
          await startMailbox({
            ...file('mailbox'),
            smtpPort: await ports.get('smtp'),
            httpPort: await ports.get('mailbox'),
          }),
        ),
      }),
      ...(!isReal('sms') && {
        sms: keep(
          await startSmsSimulator({
            ...file('sms'),
            port: await ports.get('sms'),
            accountSid: secrets.TWILIO_ACCOUNT_SID,
            authToken: secrets.TWILIO_AUTH_TOKEN,
          }),
        ),
      }),
      ...(!isReal('livekit') && {
        livekit: keep(
          await startLiveKitSimulator({
            ...file('livekit'),
            port: await ports.get('livekit'),
            apiKey: env['LIVEKIT_API_KEY'] || secrets.LIVEKIT_API_KEY,
            apiSecret: env['LIVEKIT_API_SECRET'] || secrets.LIVEKIT_API_SECRET,
          }),
        ),
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
