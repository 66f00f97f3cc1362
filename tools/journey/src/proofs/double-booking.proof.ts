import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { seededRandom } from '@edu/simulators/kit/random';
import { journeyPlatform } from '../platform-target.ts';
import { Arena } from '../races/arena.ts';
import { amongWrongClocks } from '../races/clock-races.ts';
import { dearerOrBooked, intoOneDearerSlot } from '../races/dearer-moves.ts';
import { endOfHold } from '../races/end-of-hold.ts';
import { endOfMove } from '../races/end-of-move.ts';
import { endOfRequest } from '../races/end-of-request.ts';
import { faultRaces } from '../races/fault-races.ts';
import { intoOneSlot, intoTakenSlots } from '../races/kept-races.ts';
import { askedOrBooked, seats, shuffledSeries } from '../races/many-slots.ts';
import type { RaceRow, RaceSize } from '../races/race-row.ts';
import { manyRelays, sentAgain } from '../races/relay-races.ts';
import {
  hoarding,
  holdToBooking,
  oneLearner,
  oneSlot,
  overlapping,
  sameKey,
} from '../races/slot-races.ts';
import { tableOf, type TableLine } from '../races/table.ts';
import { countWrong, settle } from '../settle.ts';
import { isFailure, type Proof, type ProofOptions, type ProofResult } from './proof.ts';

const PEOPLE = { tutors: 100, learners: 200 };
const FEW_PEOPLE = { tutors: 40, learners: 24 };
const FEW_ROUNDS = 2;
const ROUND: RaceSize = { rivals: 200, rounds: 10 };

/** S-01 to S-08, S-11 to S-14 and S-16 of the design notes, as far as bookings are concerned. */
export const doubleBookingProof: Proof = {
  summary: 'nobody is booked twice, whoever wants a slot and whatever fails meanwhile',
  run: ({ seed, small, progress }) => {
    const env = { RATE_LIMIT_FACTOR: '1000', LOG_LEVEL: 'warn' };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      prove(platform, { seed, small, progress }),
    );
  },
};

async function prove(
  platform: Platform,
  { seed, small, progress }: ProofOptions,
): Promise<ProofResult> {
  const random = seededRandom(seed);
  const people = small ? FEW_PEOPLE : PEOPLE;
  const arena = await Arena.open({ platform: journeyPlatform(platform), ...people, random });
  progress.say(`${people.tutors} tutors and ${people.learners} learners are there`);
  const lines: TableLine[] = [];
  for (const [row, size] of rowsOf(platform)) {
    const began = performance.now();
    const outcome = await row.run(arena, small ? fewer(size) : size);
    const seconds = (performance.now() - began) / 1_000;
    lines.push({ row, outcome, seconds });
    const { tries, won, refused, holds } = outcome;
    progress.say(
      `${row.name}: ${won} of ${tries}, ${refused} refused: ${holds ? 'holds' : 'FAILS'}`,
    );
  }
  await arena.close();
  const verdicts = await settle(platform, arena.log.claims, progress);
  const { wrong, summary } = countWrong(verdicts);
  console.log(`\n${tableOf(lines)}\n\nseed ${seed}; afterwards ${summary}\n`);
  const failed = lines.filter(({ outcome }) => !outcome.holds);
  return {
    holds: failed.length === 0 && wrong === 0,
    summary: `${lines.length} races, ${failed.length} not fair, ${arena.log.requests} requests; ${summary}`,
  };
}

const fewer = ({ rivals, rounds }: RaceSize): RaceSize => ({
  rivals: Math.min(rivals, FEW_PEOPLE.learners),
  rounds: Math.min(rounds, Math.max(FEW_ROUNDS, rounds / 10)),
});

const rowsOf = (platform: Platform): [RaceRow, RaceSize][] => [
  [oneSlot, { ...ROUND, rounds: 50 }],
  [overlapping, ROUND],
  [oneLearner, ROUND],
  [hoarding, { rivals: 500, rounds: 2 }],
  [sameKey, ROUND],
  [askedOrBooked, ROUND],
  [shuffledSeries, { rivals: 40, rounds: 20 }],
  [seats, ROUND],
  [intoOneSlot, { rivals: 40, rounds: 5 }],
  [intoTakenSlots, { rivals: 40, rounds: 5 }],
  [intoOneDearerSlot, { rivals: 40, rounds: 5 }],
  [dearerOrBooked, { rivals: 40, rounds: 5 }],
  [holdToBooking, { rivals: 50, rounds: 10 }],
  [endOfHold(platform.databases.adminUrl), { rivals: 100, rounds: 500 }],
  [endOfMove(platform.databases.adminUrl), { rivals: 50, rounds: 500 }],
  [endOfRequest(platform.databases.adminUrl), { rivals: 50, rounds: 500 }],
  [amongWrongClocks(platform, 'one slot', oneSlot), ROUND],
  [
    amongWrongClocks(platform, 'holds that end', endOfHold(platform.databases.adminUrl)),
    { rivals: 100, rounds: 200 },
  ],
  ...faultRaces(platform).map((row): [RaceRow, RaceSize] => [row, { rivals: 100, rounds: 5 }]),
  // Seconds without NATS, and events.
  [sentAgain(platform), { rivals: 50, rounds: 150 }],
  [manyRelays(platform), { rivals: 4, rounds: 10_000 }],
];
