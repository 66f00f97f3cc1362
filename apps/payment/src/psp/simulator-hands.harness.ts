import type { MoneyEntry } from '@edu/simulators';
import { eventually } from '@edu/testing';
import type { ConformanceBench, Moved } from './psp.conformance.ts';

interface Simulator {
  readonly url: string;
  readonly faults: {
    change(faults: { api: object }): unknown;
    reset(): void;
  };
}

type Hands = Pick<
  ConformanceBench,
  'movedTimes' | 'loseAnswer' | 'answerLate' | 'breakDown' | 'heal'
> & {
  /** Money really moved, optionally of one intent. */
  moved(action: Moved, ref?: string): Promise<MoneyEntry[]>;
  /** The same of a psp whose refunds take a moment; one that is asked for twice would be there twice. */
  movedInTime: ConformanceBench['movedTimes'];
};

/**
 * What tests do to any psp's simulator, and ask it.
 *
 * @param operations that make something, which must not be made twice
 * @param keepsFailures a failure is stored under the key of the order
 */
export function handsOf(
  { url, faults }: Simulator,
  operations: readonly string[],
  keepsFailures = false,
): Hands {
  const fail = (api: object) => void faults.change({ api });
  const moved: Hands['moved'] = async (action, ref) => {
    const query = ref ? `?payment_intent=${ref}` : '';
    const answer = await fetch(`${url}/_control/charges${query}`);
    const { data } = (await answer.json()) as { data: MoneyEntry[] };
    return data.filter((entry) => entry.action === action);
  };
  const movedTimes: Hands['movedTimes'] = async (action, ref) => (await moved(action, ref)).length;
  const movedByNow: Hands['movedTimes'] = async (action, ref) => {
    const times = await movedTimes(action, ref);
    if (times === 0) throw new Error('nothing has moved yet');
    return times;
  };
  return {
    moved,
    movedTimes,
    movedInTime: (action, ref) =>
      action === 'refund' ? eventually(() => movedByNow(action, ref)) : movedTimes(action, ref),
    loseAnswer: () => fail({ timeoutAfterCharging: { next: 1, operations } }),
    answerLate: () => fail({ slow: { next: 1, ms: 60_000, operations } }),
    breakDown: () =>
      fail({ error500BeforeCharging: { next: 1, saved: keepsFailures, operations } }),
    heal: () => faults.reset(),
  };
}
