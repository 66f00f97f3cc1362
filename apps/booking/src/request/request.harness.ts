import { newId, type RpcArgs } from '@edu/contract-kit';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import type { BookingBench, BookOptions } from '../booking/booking.harness.ts';

type Args<C extends keyof typeof bookingRpc> = Omit<RpcArgs<(typeof bookingRpc)[C]>, 'id'>;

/** A provider who wants to be asked, and a learner who asks. */
export class AskedProvider {
  private constructor(
    private readonly bench: BookingBench,
    readonly provider: TestActor,
    readonly learner: TestActor,
  ) {}

  static async open(bench: BookingBench): Promise<AskedProvider> {
    const provider = await testActor('tutor');
    bench.asking.add(provider.userId);
    return new AskedProvider(bench, provider, await testActor('student'));
  }

  ask(options: Omit<BookOptions, 'providerId'> = {}, as = this.learner): Promise<Booking> {
    return this.bench.book(as, { ...options, providerId: this.provider.userId });
  }

  accept(
    id: string,
    as = this.provider,
    { key = newId(), ...more }: { key?: string } & Args<'accept'> = {},
  ) {
    return this.bench.service.call(bookingRpc.accept, { id, ...more }, { as, key });
  }

  decline(id: string, as = this.provider, reason = '') {
    return this.bench.service.call(bookingRpc.decline, { id, reason }, { as, key: newId() });
  }

  propose(id: string, startsAt: string, as = this.provider) {
    return this.bench.service.call(bookingRpc.propose, { id, startsAt }, { as, key: newId() });
  }

  /** As if its time had been up a second ago. */
  async timeIsUp(id: string): Promise<void> {
    await this.bench.service.sql.query(
      "UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1",
      [id],
    );
  }
}
