import { randomInt } from 'node:crypto';
import { apiProof } from './proofs/api.proof.ts';
import { authorisationProof } from './proofs/authorisation.proof.ts';
import { doubleBookingProof } from './proofs/double-booking.proof.ts';
import { erasureProof } from './proofs/erasure.proof.ts';
import { journeyProof } from './proofs/journey.proof.ts';
import { moneyProof } from './proofs/money.proof.ts';
import { outageProof } from './proofs/outage.proof.ts';
import { rolloutProof } from './proofs/rollout.proof.ts';
import { Progress, type Proof, type ProofOptions, type ProofResult } from './proofs/proof.ts';

/** Every proof, by the name after `npm run prove`. */
const PROOFS: Readonly<Record<string, Proof>> = {
  journey: journeyProof,
  outage: outageProof,
  rollout: rolloutProof,
  api: apiProof,
  authorisation: authorisationProof,
  erasure: erasureProof,
  'no-double-booking': doubleBookingProof,
  money: moneyProof,
};

const HELP = `Proves what EduConnect promises, each proof on a platform of its own.

  npm run prove                     all proofs
  npm run prove -- <name>…          some of them
  npm run prove -- --seed <number>  with the random choices of an earlier run
  npm run prove -- --small          with fewer people and rounds, where a proof has many

${Object.entries(PROOFS)
  .map(([name, { summary }]) => `  ${name.padEnd(15)}${summary}`)
  .join('\n')}
`;

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const small = args.includes('--small');
  if (small) args.splice(args.indexOf('--small'), 1);
  const at = args.indexOf('--seed');
  const seed = at < 0 ? randomInt(2 ** 31) : Number(args.splice(at, 2)[1]);
  const names = args.length > 0 ? args : Object.keys(PROOFS);
  const unknown = names.filter((name) => !Object.hasOwn(PROOFS, name));
  if (unknown.length > 0 || !Number.isInteger(seed)) {
    process.stderr.write(
      `No such proof: ${unknown.join(', ') || '--seed needs a number'}\n\n${HELP}`,
    );
    return 1;
  }
  const outcomes: Outcome[] = [];
  for (const name of names) outcomes.push(await prove(name, { seed, small }));
  console.log(`\n${outcomes.map(lineOf).join('\n')}\nseed ${seed}`);
  return outcomes.every(({ holds }) => holds) ? 0 : 1;
}

interface Outcome extends ProofResult {
  readonly name: string;
  readonly seconds: number;
}

async function prove(name: string, how: Omit<ProofOptions, 'progress'>): Promise<Outcome> {
  const progress = new Progress();
  progress.say(`prove:${name}, seed ${how.seed}`);
  const began = performance.now();
  const result = await PROOFS[name]!.run({ ...how, progress }).catch((error: unknown) => {
    console.error(error);
    return { holds: false, summary: 'could not be run to its end' };
  });
  return { name, seconds: (performance.now() - began) / 1_000, ...result };
}

function lineOf({ name, seconds, holds, skipped, summary }: Outcome): string {
  const verdict = skipped ? 'skipped' : holds ? 'holds' : 'FAILED';
  const took = `${seconds.toFixed(0)} s`;
  return `${name.padEnd(13)}  ${verdict.padEnd(7)}  ${took.padStart(5)}  ${summary}`;
}

process.exitCode = await main(process.argv.slice(2));
