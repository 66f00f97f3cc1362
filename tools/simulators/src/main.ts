import { z } from 'zod';
import { startSimulators } from './simulators.ts';

const port = z.coerce.number().int().min(0).max(65_535).default(0);

const environment = z.object({
  NODE_ENV: z.string().optional(),
  SIMULATORS_DATA_DIR: z.string().min(1).optional(),
  SIMULATORS_HOST: z.string().min(1).default('127.0.0.1'),
  STRIPE_SIMULATOR_PORT: port,
  MAILBOX_SMTP_PORT: port,
  MAILBOX_HTTP_PORT: port,
  SMS_SIMULATOR_PORT: port,
  STRIPE_SECRET_KEY: z.string().startsWith('sk_test_').default('sk_test_simulator'),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_').default('whsec_simulator'),
  STRIPE_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/)
    .default(`AC${'0'.repeat(32)}`),
  TWILIO_AUTH_TOKEN: z.string().min(1).default('simulator'),
});

async function main(): Promise<number> {
  // An empty variable counts as not set, as compose files and shells leave them.
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  const parsed = environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    console.error(z.prettifyError(parsed.error));
    return 1;
  }
  const env = parsed.data;
  const simulators = await startSimulators({
    host: env.SIMULATORS_HOST,
    ...(env.SIMULATORS_DATA_DIR !== undefined && { dataDir: env.SIMULATORS_DATA_DIR }),
    stripePort: env.STRIPE_SIMULATOR_PORT,
    smtpPort: env.MAILBOX_SMTP_PORT,
    mailboxPort: env.MAILBOX_HTTP_PORT,
    smsPort: env.SMS_SIMULATOR_PORT,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET,
    stripeWebhookUrl: env.STRIPE_WEBHOOK_URL ?? null,
    twilioAccountSid: env.TWILIO_ACCOUNT_SID,
    twilioAuthToken: env.TWILIO_AUTH_TOKEN,
    log: console.error,
  });
  for (const [name, url] of Object.entries(simulators.urls)) console.log(`${name} ${url}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await simulators.close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
