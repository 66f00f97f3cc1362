import { Controller, Inject } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { kycErrors, profileRpc } from '@edu/contracts-profile';
import { Handle } from '@edu/messaging';
import { OutsideJobs } from './outside-jobs.service.ts';

@Controller()
export class OutsideController {
  /** @param jobs null where people alone look at identities */
  constructor(@Inject(OutsideJobs) private readonly jobs: OutsideJobs | null) {}

  /** @throws profile.kyc_bad_callback */
  @Handle(profileRpc.receiveKycCallback)
  receive(input: RpcInput<typeof profileRpc.receiveKycCallback>) {
    if (!this.jobs) throw kycErrors.kycBadCallback();
    return this.jobs.receive(input);
  }
}
