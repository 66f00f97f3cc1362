import { parseArgs } from 'node:util';
import { operatorNatsUrl } from '@edu/platform/operator';
import { withPlatform } from '@edu/platform/with-platform';
import { journeyPlatform } from './platform-target.ts';
import { demonstrate, SETTLE_MS, type ReconcileStage } from './reconcile-demo.ts';
import { findPlatform, PlatformNotFound, simulatorAt } from './running-platform.ts';

const HELP = `Shows how what payment services moved is compared with what is in the books.

  npm run reconcile -- --demo

Two lessons are paid for, one by card and one by Mobile Money. Everything is compared: nothing disagrees.
Then an operator's statement disagrees by one line, and a payer's bank takes money back of which no news comes; the
rows are shown that this makes.

On the platform that "npm start" runs here, or else on one that is started for it and removed afterwards.

  PORT             where the gateway listens (8080)
  EDU_DATA_DIR     folder of that platform (.data)
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = { demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values } = parseArgs({ options });
  if (!values.demo || values.help) return void process.stdout.write(HELP);
  const stage = await running();
  if (stage) {
    say(`On the platform at ${stage.url}`);
    return demonstrate(stage, say);
  }
  say('No platform runs here: one is started for this.');
  const env = { RECONCILE_SETTLE_MS: '0', LOG_LEVEL: 'warn' };
  await withPlatform({ env, progress: say }, (platform) =>
    demonstrate(
      {
        ...journeyPlatform(platform),
        natsUrl: platform.infrastructure.natsUrl,
        pawapayUrl: platform.urls.pawapay!,
        settleMs: 0,
      },
      say,
    ),
  );
}

async function running(): Promise<ReconcileStage | undefined> {
  const { env } = process;
  try {
    const platform = await findPlatform(env);
    const pawapayUrl = await simulatorAt(env, 'pawapay');
    return { ...platform, natsUrl: operatorNatsUrl(env), pawapayUrl, settleMs: SETTLE_MS };
  } catch (error) {
    if (error instanceof PlatformNotFound && error.isAbsent) return undefined;
    throw error;
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`reconcile: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
