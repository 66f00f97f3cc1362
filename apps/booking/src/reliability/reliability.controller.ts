import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { ReliabilityCounts } from './reliability.service.ts';

@Controller()
export class ReliabilityController {
  constructor(private readonly counts: ReliabilityCounts) {}

  @Handle(bookingRpc.myReliability)
  mine(_: RpcInput<typeof bookingRpc.myReliability>, call: Call) {
    return this.counts.of(call.actor.userId);
  }

  @Handle(bookingRpc.staffReliability)
  ofProvider({ providerId }: RpcInput<typeof bookingRpc.staffReliability>) {
    return this.counts.of(providerId);
  }

  /** The figures are the provider's own and support's; everybody reads this much. */
  @Handle(bookingRpc.keptLessons)
  async kept({ providerId }: RpcInput<typeof bookingRpc.keptLessons>) {
    const { keptPct } = await this.counts.of(providerId);
    return { keptPct };
  }
}
