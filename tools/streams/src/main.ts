import { parseArgs } from 'node:util';
import { applyStreams } from './streams.ts';

const HELP = `Creates the JetStream streams of a deployed platform, or corrects what has drifted. Safe to repeat.
A platform that "npm start" runs does it by itself.

  npm run streams

  NATS_URL         nats://operator:password@host:port
  NATS_REPLICAS    servers that keep each message: 3 in production (1)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) return void process.stdout.write(HELP);
  const natsUrl = process.env['NATS_URL'];
  const replicas = Number(process.env['NATS_REPLICAS'] || 1);
  if (!natsUrl) throw new Error('NATS_URL is not set; --help explains');
  if (![1, 3, 5].includes(replicas)) throw new Error('NATS_REPLICAS must be 1, 3 or 5');
  await applyStreams({ natsUrl, replicas });
  process.stdout.write(`the streams are as they should be (replicas: ${replicas})\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`streams: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
