import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingRpc } from '@edu/contracts-booking';
import { profileRpc } from '@edu/contracts-profile';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, fakeNames, MODERATE } from './booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let provider: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  [learner, provider] = [await testActor('student'), await testActor('tutor')];
  bench.names.set(learner.userId, 'Moussa').set(provider.userId, 'Awa Koné');
});

const book = () => bench.book(learner, { providerId: provider.userId });
const list = (as: TestActor, side: 'learner' | 'provider') =>
  bench.service.call(bookingRpc.list, { as: side }, { as });
const cancel = (id: string, as: TestActor, reason?: string) =>
  bench.service.call(bookingRpc.cancel, { id, ...(reason && { reason }) }, { as, key: newId() });

describe('the names of a booking', () => {
  it('are those of both people, for both of them, one by one and in lists', async () => {
    const booking = await book();
    const details = {
      ...booking,
      ...{ learnerName: 'Moussa', providerName: 'Awa Koné', groupTitle: null },
      ...{
        policy: MODERATE,
        cancellation: null,
        askedStartsAt: null,
        ofSeries: null,
        rescheduleProposal: null,
      },
    };
    expect(await bench.get(booking.id, learner)).toEqual(details);
    expect(await bench.get(booking.id, provider)).toEqual(details);
    expect((await list(learner, 'learner')).items).toEqual([details]);
    expect((await list(provider, 'provider')).items).toEqual([details]);
  });

  it('are null for people whom nobody knows any more', async () => {
    bench.names.clear();
    const { id } = await book();
    expect(await bench.get(id, learner)).toMatchObject({ learnerName: null, providerName: null });
  });

  it('are asked for once a page', async () => {
    const asked: string[][] = [];
    bench.service.fake(profileRpc.names, ({ providerIds }) => {
      asked.push(providerIds);
      return { items: [] };
    });
    const others = [newId(), newId(), newId()];
    for (const [hour, providerId] of others.entries()) {
      const startsAt = new Date(Math.ceil(Date.now() / 3_600_000 + 80 + hour) * 3_600_000);
      await bench.book(learner, { providerId, startsAt: startsAt.toISOString() });
    }
    expect((await list(learner, 'learner')).items).toHaveLength(3);
    await list(learner, 'learner');
    expect(asked.map((ids) => ids.sort())).toEqual([others.sort()]);
    fakeNames(bench.service, bench.names);
  });

  it('are missing while their owners do not answer, and all else is there', async () => {
    const { id } = await book();
    const fails = () => {
      throw platformErrors.unavailable();
    };
    bench.service.fake(authRpc.names, fails);
    bench.service.fake(profileRpc.names, fails);
    const without = { id, state: 'pending', learnerName: null, providerName: null };
    expect(await bench.get(id, learner)).toMatchObject(without);
    expect((await list(provider, 'provider')).items).toMatchObject([without]);
    fakeNames(bench.service, bench.names);
  });
});

describe('a booking that was called off', () => {
  it.each([
    ['learner', 'I am ill.', 'I am ill.'],
    ['provider', 'The road is flooded.', 'The road is flooded.'],
    ['provider', undefined, null],
  ] as const)('says to both that the %s did, and why: %s', async (by, given, reason) => {
    const { id } = await book();
    await cancel(id, by === 'learner' ? learner : provider, given);
    const cancellation = { by, reason, at: expect.any(String) };
    expect(await bench.get(id, learner)).toMatchObject({ state: 'canceled', cancellation });
    expect((await list(provider, 'provider')).items).toMatchObject([{ id, cancellation }]);
  });

  it('keeps the reasons of the platform to itself, and says it once its money went back', async () => {
    const { id, paymentId } = await bench.confirmed(learner, { providerId: provider.userId });
    await bench.refunded(id, paymentId);
    expect(await bench.get(id, learner)).toMatchObject({
      state: 'refunded',
      cancellation: { by: 'platform', reason: null },
    });
  });
});
