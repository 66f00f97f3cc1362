import type { z } from 'zod';
import { unreachableStates, type Edge } from './reachability.ts';

/** The types of one kind of process; a definition names them all. */
export interface ProcessTypes {
  state: string;
  /** What it stores beside its state, as JSON. */
  data: unknown;
  /** The facts that it reacts to, by name. */
  facts: object;
  /** What it may ask its service to do. */
  effect: unknown;
}

/** Where a step leads. */
export interface Outcome<T extends ProcessTypes> {
  readonly state: T['state'];
  /** Unchanged unless given. */
  readonly data?: T['data'];
  /** When to go on by itself. Not given: as before while the state stays, and never in another. */
  readonly dueAt?: Date | null;
  /** Done in the transaction of the step, in this order. */
  readonly effects?: readonly T['effect'][];
}

interface Move<T extends ProcessTypes, Input extends readonly unknown[]> {
  /** Every state that the step may lead to. */
  readonly to: readonly T['state'][];
  /** Pure: the same arguments lead to the same outcome. */
  readonly step: (data: T['data'], ...input: Input) => Outcome<T>;
}

type AnyMove<T extends ProcessTypes> = Pick<Move<T, never>, 'to'>;

/** What may happen in a state; one without moves is an end. */
export interface StateDefinition<T extends ProcessTypes> {
  readonly due?: Move<T, [now: Date]>;
  readonly on?: {
    readonly [Fact in keyof T['facts']]?: Move<T, [fact: T['facts'][Fact], now: Date]>;
  };
}

export interface ProcessDefinition<T extends ProcessTypes> {
  /** Also the key of its rows: never renamed. */
  readonly name: string;
  readonly initial: T['state'];
  /** Checks what is read from the database. */
  readonly data: z.ZodType<T['data']>;
  readonly states: Readonly<Record<T['state'], StateDefinition<T>>>;
}

/** A step that the definition does not know: a mistake of the program. */
export class IllegalStep extends Error {
  override readonly name = 'IllegalStep';
}

/**
 * Declares a long flow as states and the pure steps between them.
 *
 * @throws TypeError, when the module loads, if a state cannot be reached
 */
export function defineProcess<T extends ProcessTypes>(
  definition: ProcessDefinition<T>,
): ProcessDefinition<T> {
  const states = Object.keys(definition.states) as T['state'][];
  const lost = unreachableStates(states, definition.initial, edgesOf(definition));
  if (lost.length > 0) throw new TypeError(`${definition.name} never gets to ${lost.join(', ')}`);
  return Object.freeze(definition);
}

/** Every pair of states that a step may lead from and to. */
export function edgesOf<T extends ProcessTypes>({
  states,
}: ProcessDefinition<T>): Edge<T['state']>[] {
  return Object.entries<StateDefinition<T>>(states).flatMap(([from, { due, on }]) => {
    const moves = [due, ...Object.values((on ?? {}) as Record<string, AnyMove<T> | undefined>)];
    return moves.flatMap((move) => (move?.to ?? []).map((to): Edge<T['state']> => [from, to]));
  });
}

/** What a process has come to. */
export interface ProcessState<T extends ProcessTypes> {
  readonly state: T['state'];
  readonly data: T['data'];
}

/** Where a fact leads. @throws IllegalStep when the state does not expect it */
export function stepOn<T extends ProcessTypes, Fact extends keyof T['facts'] & string>(
  definition: ProcessDefinition<T>,
  { state, data }: ProcessState<T>,
  { fact, value, now }: { fact: Fact; value: T['facts'][Fact]; now: Date },
): Outcome<T> {
  const move = definition.states[state].on?.[fact];
  if (!move) throw new IllegalStep(`${definition.name} does not expect ${fact} when ${state}`);
  return legal(definition, state, move, move.step(data, value, now));
}

/** Where its time leads. @throws IllegalStep when nothing is due in the state */
export function stepWhenDue<T extends ProcessTypes>(
  definition: ProcessDefinition<T>,
  { state, data }: ProcessState<T>,
  now: Date,
): Outcome<T> {
  const move = definition.states[state].due;
  if (!move) throw new IllegalStep(`${definition.name} is never due when ${state}`);
  return legal(definition, state, move, move.step(data, now));
}

function legal<T extends ProcessTypes>(
  { name, states }: ProcessDefinition<T>,
  from: T['state'],
  { to }: AnyMove<T>,
  outcome: Outcome<T>,
): Outcome<T> {
  const { state, dueAt } = outcome;
  if (!to.includes(state)) throw new IllegalStep(`${name} may not go from ${from} to ${state}`);
  const { due } = states[state];
  if (dueAt && !due) throw new IllegalStep(`${name} is never due when ${state}`);
  return outcome;
}
