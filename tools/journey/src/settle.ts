import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import type { MoneyEntry } from '@edu/simulators';
import pg from 'pg';
import type { Claim } from './client-log.ts';
import { eventLag } from './event-lag.ts';
import { judge, type Verdict } from './oracle.ts';
import type { Progress } from './proofs/proof.ts';

/** After the last request everything must have settled within this time. */
const SETTLE_MS = 60_000;
const TELL_EVERY_MS = 10_000;

/** Judges until nothing is wrong any more, or the time is up, and returns the last verdicts. */
export async function settle(
  { databases, infrastructure, urls }: Platform,
  claims: readonly Claim[],
  progress: Progress,
): Promise<Verdict[]> {
  let printedAt = 0;
  const database = new pg.Client({ connectionString: databases.adminUrl });
  await database.connect();
  const began = Date.now();
  try {
    for (;;) {
      const lag = await eventLag(infrastructure.natsUrl);
      const verdicts = await judge(database, await charges(urls.stripe!), claims);
      const wrong = verdicts.filter(({ ids }) => ids.length > 0);
      const late = Date.now() - began > SETTLE_MS;
      if (!late && (lag.waiting > 0 || wrong.length > 0)) {
        if (Date.now() - printedAt > TELL_EVERY_MS) {
          const open = wrong.map(({ letter, ids }) => `${ids.length} ${letter}`);
          progress.say(`settling: ${[`${lag.waiting} events`, ...open].join(', ')} open`);
          printedAt = Date.now();
        }
        await sleep(500);
        continue;
      }
      const seconds = ((Date.now() - began) / 1_000).toFixed(1);
      progress.say(`settled after ${seconds} s: ${lag.waiting} events waiting`);
      for (const { letter, what, ids } of verdicts) {
        progress.say(`  ${letter}  ${ids.length} ${what} ${ids.slice(0, 5).join(', ')}`);
      }
      return [...verdicts, ...undelivered(lag)];
    }
  } finally {
    await database.end();
  }
}

/** How much the oracle found, in all and as one line. */
export function countWrong(verdicts: readonly Verdict[]): { wrong: number; summary: string } {
  const kinds = ['lost', 'doubled', 'unbalanced'] as const;
  const counts = kinds.map((kind) =>
    verdicts.reduce((sum, v) => (v.kind === kind ? sum + v.ids.length : sum), 0),
  );
  return {
    wrong: counts.reduce((sum, count) => sum + count, 0),
    summary: kinds.map((kind, index) => `${counts[index]} ${kind}`).join(', '),
  };
}

async function charges(stripeUrl: string): Promise<MoneyEntry[]> {
  const response = await fetch(`${stripeUrl}/_control/charges?limit=100000`);
  return ((await response.json()) as { data: MoneyEntry[] }).data;
}

/** Events that nobody handled count as lost, whatever they were about. */
function undelivered(lag: { waiting: number; dead: number }): Verdict[] {
  return Object.entries(lag).map(([what, count]) => ({
    letter: 'F',
    what: `events ${what}`,
    kind: 'lost' as const,
    ids: Array.from({ length: count }, (_, index) => `${what} ${index + 1}`),
  }));
}
