import type { Arena, Tried } from './arena.ts';

/** How many take part, and how often. */
export interface RaceSize {
  readonly rivals: number;
  readonly rounds: number;
}

export interface RaceCounts {
  readonly tries: number;
  /** Answers 200 and 201. */
  readonly won: number;
  /** Answers 409, 412 and 429. */
  readonly refused: number;
  readonly serverErrors: number;
  /** Any other answer, or none. */
  readonly other: number;
}

export interface RaceOutcome extends RaceCounts {
  /** As many won as may, and everybody got a proper answer. */
  readonly holds: boolean;
  /** What else is worth a word. */
  readonly note?: string;
}

/** One line of the table. */
export interface RaceRow {
  readonly name: string;
  /** Of the scenarios in the design notes. */
  readonly scenario: string;
  run(arena: Arena, size: RaceSize): Promise<RaceOutcome>;
}

const REFUSALS: ReadonlySet<number> = new Set([409, 412, 429]);

export const NOTHING: RaceCounts = { tries: 0, won: 0, refused: 0, serverErrors: 0, other: 0 };

export function count(tried: readonly Tried[]): RaceCounts {
  const of = (fits: (status: number) => boolean) =>
    tried.filter(({ status }) => fits(status)).length;
  const won = of((status) => status === 200 || status === 201);
  const refused = of((status) => REFUSALS.has(status));
  const serverErrors = of((status) => status >= 500);
  const tries = tried.length;
  return { tries, won, refused, serverErrors, other: tries - won - refused - serverErrors };
}

export function sum(all: readonly RaceCounts[]): RaceCounts {
  return all.reduce(
    (total, one) => ({
      tries: total.tries + one.tries,
      won: total.won + one.won,
      refused: total.refused + one.refused,
      serverErrors: total.serverErrors + one.serverErrors,
      other: total.other + one.other,
    }),
    NOTHING,
  );
}

/** One wins and all others are refused. */
export const isFair = ({ tries, won, refused }: RaceCounts): boolean =>
  won === 1 && refused === tries - 1;

/** Runs rounds one after the other; every one of them has to be fair. */
export async function inRounds(
  rounds: number,
  run: (round: number) => Promise<{ readonly counts: RaceCounts; readonly fair: boolean }>,
): Promise<RaceOutcome> {
  const all = [];
  for (let round = 0; round < rounds; round++) all.push(await run(round));
  return { ...sum(all.map(({ counts }) => counts)), holds: all.every(({ fair }) => fair) };
}
