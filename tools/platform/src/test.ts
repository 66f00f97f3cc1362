import { generateClients } from '@edu/database';
import { runVitest } from './run-vitest.ts';
import { Steps } from './steps.ts';
import { countsLine, secondTries } from './test-counts.ts';

const HELP = `Runs the tests: unit, component (one service on real servers) and journeys.

  npm test                      all of them
  npm test -- apps/booking      those of a folder
  npm test -- --project unit    those of one kind
  Other arguments are Vitest's own.
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  await new Steps(say).run('Generating database clients', generateClients, (services) =>
    services.length > 0 ? `Database clients generated: ${services.join(', ')}` : undefined,
  );
  const { code, report } = await runVitest(args);
  for (const line of secondTries(report)) say(line);
  say(countsLine(report, code === 0));
  return code;
}

process.exitCode = await main(process.argv.slice(2));
