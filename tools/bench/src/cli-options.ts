import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenario/scenarios.ts';

export const HELP = `Measures the platform: its hot paths at fixed rates, on a platform of its own.

  npm run bench                           everything, with 100 000 listings
  npm run bench -- --quick                under three minutes, 10 000 listings; with wider limits
  npm run bench -- --growth               searches at 10k, 100k and 1m listings
  npm run bench -- throughput             as many bookings and webhooks as go through, and what each costs
  npm run bench -- web                    pages in a browser on a slow phone, and what they cost
  npm run bench -- web --lighthouse       what Lighthouse says of home, search and a provider
  npm run bench -- ledger                 balances and statement pages of 10 000 000 entries
  npm run bench -- compare a.json b.json  two results side by side

  --only search,booking    these scenarios
  --scale 10k              listings: 10k, 100k, 1m (100k)
  --seconds 20             measured time of a repeat (10 of throughput)
  --warmup 5               seconds before it
  --repeats 3              how often each scenario runs
  --seed 1                 of all choices of chance
  --telemetry sampled      traces: off, unsampled (failures alone) or sampled (all requests) (off)
  --no-floors              without the same work done bare
  --json <file>            where the result goes (.data/bench/result.json)
  --help                   this text

Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}.

It fails when a request fails, a rate is not kept, or a service level or a score is missed. Seeds are kept in
.data/bench for the next run. Ctrl-C ends it and removes the rest.
`;

/** Which traces are sent: none, those of failures, all. */
export const TELEMETRY = ['off', 'unsampled', 'sampled'] as const;

/** What throughput is measured of, one after the other. */
export const THROUGHPUT = ['booking', 'webhook'] as const;

/** Numbers of listings by their names, ascending. */
export const SCALES: Readonly<Record<string, number>> = {
  '10k': 10_000,
  '100k': 100_000,
  '1m': 1_000_000,
};

export interface RunCommand {
  readonly command: 'run' | 'growth' | 'throughput';
  readonly only: readonly string[] | undefined;
  readonly listings: number;
  readonly seconds: number;
  readonly warmup: number;
  readonly repeats: number;
  readonly seed: number;
  readonly telemetry: (typeof TELEMETRY)[number];
  readonly floors: boolean;
  readonly quick: boolean;
  readonly json: string | undefined;
}

export type Command =
  | RunCommand
  | { readonly command: 'help' | 'web' | 'lighthouse' | 'ledger' }
  | { readonly command: 'compare'; readonly before: string; readonly after: string };

/** A wrong command line; the text is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(what: string) {
    super(`${what}; npm run bench -- --help lists the options`);
  }
}

/** @throws UsageError that names what is wrong */
export function parseCli(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  const [command, ...files] = positionals;
  if (command === 'compare') {
    const [before, after] = files;
    if (!before || !after || files.length > 2) throw new UsageError('compare takes two files');
    return { command, before, after };
  }
  if (command === 'web') return { command: values.lighthouse ? 'lighthouse' : command };
  if (command === 'ledger') return { command };
  if (command !== undefined && command !== 'throughput')
    throw new UsageError(`'${command}' is no command`);
  const { quick, growth, floors, json } = values;
  const telemetry = TELEMETRY.find((kind) => kind === values.telemetry);
  if (!telemetry) {
    throw new UsageError(`--telemetry is '${values.telemetry}', not ${TELEMETRY.join(', ')}`);
  }
  const only = values.only?.split(',').flatMap((name) => name.trim() || []);
  const known = SCENARIOS.map(({ name }) => name);
  for (const name of only ?? []) {
    if (!known.includes(name)) throw new UsageError(`there is no scenario '${name}'`);
    if (command && !THROUGHPUT.some((of) => of === name)) {
      throw new UsageError(`throughput is of ${THROUGHPUT.join(' and ')}, not of ${name}`);
    }
  }
  const listings = SCALES[values.scale ?? (quick ? '10k' : '100k')];
  if (!listings) throw new UsageError(`--scale is '${values.scale}', not 10k, 100k or 1m`);
  return {
    command: command ?? (growth ? 'growth' : 'run'),
    only,
    listings,
    seconds: number('seconds', values.seconds ?? (quick ? '5' : command ? '10' : '20'), 1, 600),
    warmup: number('warmup', values.warmup ?? (quick ? '2' : '5'), 0, 60),
    repeats: number('repeats', values.repeats ?? (quick ? '1' : '3'), 1, 20),
    seed: number('seed', values.seed, 0, 2 ** 31),
    telemetry,
    floors,
    quick,
    json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        only: { type: 'string' },
        scale: { type: 'string' },
        seconds: { type: 'string' },
        warmup: { type: 'string' },
        repeats: { type: 'string' },
        seed: { type: 'string', default: '1' },
        telemetry: { type: 'string', default: 'off' },
        floors: { type: 'boolean', default: true },
        quick: { type: 'boolean', default: false },
        lighthouse: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} is '${text}', not a whole number from ${least} to ${most}`);
}
