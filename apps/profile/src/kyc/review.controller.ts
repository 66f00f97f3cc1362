import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { KycQueries } from './kyc.queries.ts';
import { ReviewService } from './review.service.ts';

@Controller()
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly queries: KycQueries,
  ) {}

  @Handle(profileRpc.listKycCases)
  list(input: RpcInput<typeof profileRpc.listKycCases>, call: Call) {
    return this.queries.queue(call.actor.userId, input);
  }

  @Handle(profileRpc.getKycCase)
  get({ caseId }: RpcInput<typeof profileRpc.getKycCase>, call: Call) {
    return this.reviews.get(caseId, call);
  }

  @Handle(profileRpc.claimKycCase)
  claim({ caseId }: RpcInput<typeof profileRpc.claimKycCase>, call: Call) {
    return this.reviews.claim(caseId, call);
  }

  @Handle(profileRpc.releaseKycCase)
  release({ caseId }: RpcInput<typeof profileRpc.releaseKycCase>, call: Call) {
    return this.reviews.release(caseId, call);
  }

  @Handle(profileRpc.openKycDocument)
  open(input: RpcInput<typeof profileRpc.openKycDocument>, call: Call) {
    return this.reviews.open(input, call);
  }

  @Handle(profileRpc.decideKycCase)
  decide({ caseId, decision }: RpcInput<typeof profileRpc.decideKycCase>, call: Call) {
    return this.reviews.decide(caseId, decision, call);
  }
}
