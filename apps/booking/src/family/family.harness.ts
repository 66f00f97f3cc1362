import { expect } from 'vitest';
import { newId, type EventInput, type RpcArgs } from '@edu/contract-kit';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import { profileEvents } from '@edu/contracts-profile';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { type BookingBench, inHours } from '../booking/booking.harness.ts';

type Changed = EventInput<typeof profileEvents.childChanged>;

const PROVIDERS = 6;

/** A child with its parents, as profile announces it. */
export class TestFamily {
  #version = 0;
  #booked = 0;
  #facts: Changed;

  private constructor(
    private readonly bench: BookingBench,
    readonly parent: TestActor,
    /** The child’s own account; it has none where the family was made without. */
    readonly account: TestActor | undefined,
    readonly childId: string,
    /** Whose identity is checked. */
    private readonly providers: readonly string[],
  ) {
    this.#facts = {
      ...{ childId, parentIds: [parent.userId], hasAccount: account !== undefined, closed: false },
      ...{ zone: 'Africa/Abidjan', monthly: null, providers: null, hoursFrom: null, hoursTo: null },
      ...{ recordingAgreed: false, version: 0 },
    };
  }

  static async open(bench: BookingBench, { withAccount = false } = {}): Promise<TestFamily> {
    const account = withAccount ? await testActor('student') : undefined;
    const childId = account?.userId ?? newId();
    const providers = Array.from({ length: PROVIDERS }, () => newId());
    await Promise.all(providers.map((id) => bench.identityCounts(id)));
    const family = new TestFamily(bench, await testActor('parent'), account, childId, providers);
    await family.change({});
    return family;
  }

  /** Announces another version, and waits until booking knows it. */
  async change(facts: Partial<Changed>): Promise<void> {
    await this.announce(facts);
    await eventually(async () => {
      const find = 'SELECT FROM family WHERE child_id = $1 AND version = $2';
      const { rowCount } = await this.bench.service.sql.query(find, [this.childId, this.#version]);
      expect(rowCount).toBe(1);
    });
  }

  async announce(facts: Partial<Changed>): Promise<void> {
    this.#facts = { ...this.#facts, ...facts, version: ++this.#version };
    await this.bench.service.publish(profileEvents.childChanged, this.#facts);
  }

  /** Somebody whose identity is checked, another one than before. */
  providerId(): string {
    return this.providers[this.#booked++ % PROVIDERS]!;
  }

  /** For the child, two days from now by default. */
  book(
    as: TestActor,
    more: Partial<RpcArgs<typeof bookingRpc.create>> & { key?: string } = {},
  ): Promise<Booking> {
    const { key = newId(), ...wanted } = more;
    const input = {
      providerId: this.providerId(),
      startsAt: inHours(48),
      learnerId: this.childId,
      ...wanted,
    };
    return this.bench.service.call(bookingRpc.create, input, { as, key });
  }

  /** What is booked for the child, whatever became of it. */
  async booked(): Promise<number> {
    const find = 'SELECT FROM booking WHERE learner_id = $1';
    return (await this.bench.service.sql.query(find, [this.childId])).rowCount!;
  }
}
