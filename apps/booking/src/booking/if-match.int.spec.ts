import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors, type Problem, type RpcArgs } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, type Booking } from '@edu/contracts-booking';
import type { TestActor } from '@edu/testing';
import { AskedProvider } from '../request/request.harness.ts';
import { BookingBench, inHours, outcomes } from './booking.harness.ts';

const ROUNDS = 8;

let bench: BookingBench;
let asked: AskedProvider;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
afterAll(() => bench.stop());
beforeEach(async () => {
  asked = await AskedProvider.open(bench);
});

type Command = 'cancel' | 'reschedule' | 'accept' | 'decline' | 'propose';
interface Change<C extends Command = Command> {
  readonly as: TestActor;
  readonly version?: number;
  readonly key?: string;
  readonly more?: Omit<RpcArgs<(typeof bookingRpc)[C]>, 'id'>;
}

/** Does something to a booking, as it was at a version. */
function change<C extends Command>(
  what: C,
  id: string,
  { as, version, key = newId(), more }: Change<C>,
): Promise<Booking> {
  const ifMatch = version === undefined ? {} : { ifMatch: [version] };
  const input = { id, ...more } as RpcArgs<(typeof bookingRpc)[C]>;
  return bench.service.call(bookingRpc[what], input, { as, key, ...ifMatch });
}

const mismatch = (version: number) => ({
  code: platformErrors.versionMismatch.code,
  status: 412,
  params: { version },
});
const rowOf = async (id: string) =>
  (await bench.service.sql.query('SELECT * FROM booking WHERE id = $1', [id])).rows[0] as unknown;

/** A command and a booking that it could be given to, at version 2. */
const COMMANDS: [Command, () => Promise<{ id: string; as: TestActor; more?: object }>][] = [
  ['cancel', async () => ({ id: await paid(), as: asked.learner })],
  ['cancel', async () => ({ id: await paid(), as: asked.provider })],
  ['reschedule', async () => ({ id: await paid(), as: asked.learner, more: at(72) })],
  ['accept', async () => ({ id: await proposed(), as: asked.learner })],
  ['decline', async () => ({ id: await proposed(), as: asked.learner })],
];
const at = (hours: number) => ({ startsAt: inHours(hours) });

/** Of a provider who is not asked. */
async function paid(): Promise<string> {
  bench.asking.delete(asked.provider.userId);
  return (await bench.confirmed(asked.learner, { providerId: asked.provider.userId })).id;
}

async function proposed(): Promise<string> {
  const { id } = await asked.ask();
  await asked.propose(id, inHours(72));
  return id;
}

describe('a command about another version than the present one', () => {
  it.each(COMMANDS)('%s changes nothing, and is done with the present one', async (what, open) => {
    const { id, ...change_ } = await open();
    const before = await rowOf(id);
    for (const version of [1, 3]) {
      await expect(change(what, id, { ...change_, version })).rejects.toMatchObject(mismatch(2));
    }
    expect(await rowOf(id)).toEqual(before);
    expect(await change(what, id, { ...change_, version: 2 })).toMatchObject({ version: 3 });
  });

  it('propose changes nothing, and is done with the present one', async () => {
    const { id } = await asked.ask();
    const proposal = { as: asked.provider, more: at(72) };
    await expect(change('propose', id, { ...proposal, version: 2 })).rejects.toMatchObject(
      mismatch(1),
    );
    expect(await change('propose', id, { ...proposal, version: 1 })).toMatchObject({ version: 2 });
  });

  it('is refused for that first, whatever else has become of the booking', async () => {
    const { id } = await asked.ask();
    await bench.cancel(id, asked.learner);
    const outdated = { as: asked.provider, version: 1 };
    for (const what of ['accept', 'decline'] as const) {
      await expect(change(what, id, outdated)).rejects.toMatchObject(mismatch(2));
    }
    await expect(change('propose', id, { ...outdated, more: at(72) })).rejects.toMatchObject(
      mismatch(2),
    );
    const moved = await paid();
    await bench.cancel(moved, asked.learner);
    await expect(
      change('reschedule', moved, { as: asked.learner, version: 2, more: at(80) }),
    ).rejects.toMatchObject(mismatch(3));
  });

  it('of somebody else is not there at all', async () => {
    const { id } = await asked.ask();
    const stranger = (await AskedProvider.open(bench)).learner;
    await expect(change('cancel', id, { as: stranger, version: 9 })).rejects.toMatchObject({
      code: bookingErrors.notFound.code,
    });
  });
});

describe('what is proposed for a paid lesson', () => {
  const starts = [inHours(72), inHours(96)];
  type About =
    'proposeReschedule' | 'acceptReschedule' | 'declineReschedule' | 'withdrawReschedule';
  const about = <C extends About>(
    what: C,
    id: string,
    version: number,
    more: Omit<RpcArgs<(typeof bookingRpc)[C]>, 'id'>,
  ): Promise<{ version: number }> =>
    bench.service.call(bookingRpc[what], { id, ...more } as RpcArgs<(typeof bookingRpc)[C]>, {
      as:
        what === 'acceptReschedule' || what === 'declineReschedule'
          ? asked.learner
          : asked.provider,
      ...{ key: newId(), ifMatch: [version] },
    });
  const propose = (id: string, version: number) =>
    about('proposeReschedule', id, version, { starts, reason: 'I am away' });

  it('is a part of its version: each command sees whether it was changed', async () => {
    const id = await paid();
    await expect(propose(id, 1)).rejects.toMatchObject(mismatch(2));
    expect(await propose(id, 2)).toMatchObject({ version: 3 });
    for (const what of ['withdrawReschedule', 'declineReschedule'] as const) {
      await expect(about(what, id, 2, {})).rejects.toMatchObject(mismatch(3));
    }
    expect(await about('withdrawReschedule', id, 3, {})).toMatchObject({ version: 4 });
    // Another proposal of the same times is not the one that the learner has read.
    expect(await propose(id, 4)).toMatchObject({ version: 5 });
    const accept = { startsAt: starts[0]! };
    await expect(about('acceptReschedule', id, 3, accept)).rejects.toMatchObject(mismatch(5));
    expect(await about('acceptReschedule', id, 5, accept)).toMatchObject({ version: 6 });
    await expect(about('declineReschedule', id, 5, {})).rejects.toMatchObject(mismatch(6));
    expect(await bench.get(id, asked.provider)).toMatchObject({ version: 6, ...accept });
  });
});

describe('without a version, a command', () => {
  it('is done to the booking as it is', async () => {
    expect(await change('cancel', await paid(), { as: asked.learner })).toMatchObject({
      state: 'canceled',
      version: 3,
    });
  });
});

describe('a repeat with the same key', () => {
  it.each(COMMANDS)(
    'of %s gets its first answer, not that the version is another',
    async (what, open) => {
      const { id, ...by } = await open();
      const once = { ...by, version: 2, key: newId() };
      const first = await change(what, id, once);
      expect(await change(what, id, once)).toEqual(first);
    },
  );

  it('of a refused one may be done with the version as it is now', async () => {
    const id = await paid();
    const by = { as: asked.learner, key: newId() };
    await expect(change('cancel', id, { ...by, version: 1 })).rejects.toMatchObject(mismatch(2));
    expect(await change('cancel', id, { ...by, version: 2 })).toMatchObject({ state: 'canceled' });
  });
});

describe('two people who act at once on the same version', () => {
  const one = { succeeded: 1, codes: [platformErrors.versionMismatch.code], statuses: [412] };

  it('are not both obeyed: one moves the lesson, the other calls it off', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      asked = await AskedProvider.open(bench);
      const id = await paid();
      const both = [
        change('reschedule', id, { as: asked.learner, version: 2, more: at(72 + round * 2) }),
        change('cancel', id, { as: asked.provider, version: 2 }),
      ];
      expect(await outcomes(both)).toEqual(one);
      const { state, version } = await bench.get(id, asked.learner);
      expect(version).toBe(3);
      expect(state).toBe(await winner(both, ['confirmed', 'canceled']));
    }
  });

  it('are not both obeyed: one accepts what the other withdraws', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      asked = await AskedProvider.open(bench);
      const { id } = await asked.ask();
      const both = [
        change('accept', id, { as: asked.provider, version: 1 }),
        change('cancel', id, { as: asked.learner, version: 1 }),
        change('decline', id, { as: asked.provider, version: 1 }),
      ];
      const { succeeded, codes } = await outcomes(both);
      expect(succeeded).toBe(1);
      // One that the winner overtook between its look and its lock may be asked to come again.
      expect(codes.every((code) => code === one.codes[0] || code === CONTENDED)).toBe(true);
      const { state } = await bench.get(id, asked.learner);
      expect(state).toBe(await winner(both, ['pending', 'canceled', 'declined']));
    }
  });
});

const CONTENDED = bookingErrors.slotContended.code;

/** Of the calls, the one that succeeded says how it ends. */
async function winner(calls: Promise<unknown>[], states: Booking['state'][]) {
  const settled = await Promise.allSettled(calls);
  const faults = settled.flatMap((s) => (s.status === 'rejected' ? [s.reason as Problem] : []));
  expect(faults).toHaveLength(calls.length - 1);
  return states[settled.findIndex(({ status }) => status === 'fulfilled')];
}
