import { parseArgs } from 'node:util';
import { contracts } from '@edu/contracts-registry';
import { operatorNatsUrl } from './operator.ts';
import { reasonOf } from './platform-error.ts';
import { chosen, listOf, rebuildables, rebuildAll } from './rebuild-projections.ts';

const known = rebuildables(contracts);
const HELP = `Makes projections like what their owners say, while the platform serves. Safe to repeat.

  npm run rebuild -- <service> [projection]

${listOf(known)}

  EDU_DATA_DIR     folder of the platform that "npm start" runs here (.data)
  NATS_URL         in place of it, that of a deployed one: nats://operator:password@host:port;
                   or EDU_NATS_URL, as for npm start
`;
/** How often a line says how far it is. */
const TELL_EVERY_MS = 1_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) return void process.stdout.write(HELP);
  const [service, projection] = positionals;
  const all = chosen(known, service, projection);
  const url = operatorNatsUrl(process.env);
  // As the platform does it: demo data is loaded only where it is used.
  const { RpcCaller } = await import('@edu/demo');
  const caller = await RpcCaller.connect(url, 'rebuild');
  try {
    for (const one of all) {
      const began = performance.now();
      let printedAt = began;
      const call: Parameters<typeof rebuildAll>[1] = (rpc, input) => caller.call(rpc, input);
      const { written, removed, pages } = await rebuildAll(one, call, (progress) => {
        if (performance.now() - printedAt < TELL_EVERY_MS) return;
        printedAt = performance.now();
        say(`  ${one.projection}: ${progress.written} written, ${progress.removed} removed`);
      });
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      say(
        `✓ ${service} ${one.projection}: ${written} written, ${removed} removed (${pages} pages, ${seconds} s)`,
      );
    }
  } finally {
    await caller.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`rebuild: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
