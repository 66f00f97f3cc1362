import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { OwnKycService } from './own-kyc.service.ts';

@Controller()
export class OwnKycController {
  constructor(private readonly kyc: OwnKycService) {}

  @Handle(profileRpc.listKyc)
  list(_input: RpcInput<typeof profileRpc.listKyc>, call: Call) {
    return this.kyc.list(call.actor.userId);
  }

  @Handle(profileRpc.beginKycDocument)
  begin(input: RpcInput<typeof profileRpc.beginKycDocument>, call: Call) {
    return this.kyc.begin(call.actor.userId, input);
  }

  @Handle(profileRpc.completeKycDocument)
  complete({ uploadId }: RpcInput<typeof profileRpc.completeKycDocument>, call: Call) {
    return this.kyc.complete(call.actor.userId, uploadId);
  }

  @Handle(profileRpc.submitKyc)
  submit({ check }: RpcInput<typeof profileRpc.submitKyc>, call: Call) {
    return this.kyc.submit(call.actor.userId, check);
  }
}
