import type { MoneyEntry } from '@edu/simulators';
import { eventually } from '@edu/testing';
import type { ConformanceBench, Moved } from './psp.conformance.ts';

interface Simulator {
  readonly url: string;
  readonly faults: {
    change(faults: { api: object } | { webhooks: object }): unknown;
    reset(): void;
  };
}

/** What a simulator has sent, or has yet to send. */
interface Sent {
  readonly data: readonly { readonly eventId: string }[];
  readonly counts: { readonly pending: number };
}

type Hands = Pick<
  ConformanceBench,
  'movedTimes' | 'loseAnswer' | 'answerLate' | 'breakDown' | 'heal' | 'sendAgain'
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
  const control = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/_control/${path}`, {
      ...(body && {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json' },
      }),
    });
    return (await answer.json()) as T;
  };
  const delivered = () =>
    eventually(async () => {
      const { data, counts } = await control<Sent>('deliveries?limit=1');
      if (counts.pending > 0 || !data[0]) throw new Error('it is on its way');
      return data[0];
    });
  return {
    moved,
    sendAgain: async (how) => {
      const { eventId } = await delivered();
      faults.change({ webhooks: how });
      await control('redeliver', { eventIds: [eventId] });
      await delivered();
      faults.reset();
    },
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
