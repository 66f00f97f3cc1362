import { seededRandom, shuffle } from '@edu/simulators/kit/random';
import type { Cell } from './cells.ts';

export interface SampleOptions {
  readonly seed: number;
  /** How many pairs of a call and an actor; each with everything that the call can be about. */
  readonly pairs: number;
  /** A service all of whose cells are in it. */
  readonly service: string;
}

/** Some of the cells, in their order: of those that are left out, none is needed by another. */
export function sampleCells(
  cells: readonly Cell[],
  { seed, pairs, service }: SampleOptions,
): readonly Cell[] {
  const pairOf = ({ rpc, actor }: Cell) => `${rpc.subject} ${actor.name}`;
  const all = [...new Set(cells.map(pairOf))];
  const chosen = new Set(shuffle(all, seededRandom(seed)).slice(0, pairs));
  return cells.filter(
    (cell) => cell.rpc.subject.startsWith(`rpc.${service}.`) || chosen.has(pairOf(cell)),
  );
}
