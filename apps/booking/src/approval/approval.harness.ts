import { newId, type RpcArgs } from '@edu/contract-kit';
import { bookingRpc, type Approval, type Booking } from '@edu/contracts-booking';
import type { TestActor } from '@edu/testing';
import { type BookingBench, inHours } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';

type Wanted = Partial<RpcArgs<typeof bookingRpc.askApproval>> & { readonly key?: string };

type WantedSeries = Partial<RpcArgs<typeof bookingRpc.askSeriesApproval>> & {
  readonly key?: string;
};

/** A child with its own sign-in that may book nothing without asking its parents. */
export class AskingFamily {
  private constructor(
    private readonly bench: BookingBench,
    readonly family: TestFamily,
    readonly child: TestActor,
    readonly parent: TestActor,
  ) {}

  static async open(bench: BookingBench): Promise<AskingFamily> {
    const family = await TestFamily.open(bench, { withAccount: true });
    await family.change({ providers: [] });
    return new AskingFamily(bench, family, family.account!, family.parent);
  }

  ask({ key = newId(), ...wanted }: Wanted = {}, as = this.child): Promise<Approval> {
    const input = { providerId: this.family.providerId(), startsAt: inHours(48), ...wanted };
    return this.bench.service.call(bookingRpc.askApproval, input, { as, key });
  }

  /** Four weekly lessons from two days from now on, unless given. */
  askSeries({ key = newId(), ...wanted }: WantedSeries = {}, as = this.child): Promise<Approval> {
    const providerId = this.family.providerId();
    const input = { providerId, starts: [inHours(48)], repeat: { times: 4 }, ...wanted };
    return this.bench.service.call(bookingRpc.askSeriesApproval, input, { as, key });
  }

  approve({ id }: { readonly id: string }, as = this.parent, key = newId()): Promise<Booking> {
    return this.bench.service.call(bookingRpc.approve, { approvalId: id }, { as, key });
  }

  refuse({ id }: { readonly id: string }, reason = '', as = this.parent, key = newId()) {
    return this.bench.service.call(bookingRpc.refuse, { approvalId: id, reason }, { as, key });
  }

  withdraw({ id }: { readonly id: string }, as = this.child) {
    return this.bench.service.call(bookingRpc.withdrawApproval, { approvalId: id }, { as });
  }

  async list(as = this.parent): Promise<readonly Approval[]> {
    return (await this.bench.service.call(bookingRpc.listApprovals, {}, { as })).items;
  }

  /** As if its time had been up a second ago. */
  async timeIsUp({ id }: { readonly id: string }): Promise<void> {
    await this.bench.service.sql.query(
      "UPDATE approval SET expires_at = now() - interval '1 second' WHERE id = $1",
      [id],
    );
  }
}
