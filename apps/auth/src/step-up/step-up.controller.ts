import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { StepUpService } from './step-up.service.ts';

@Controller()
export class StepUpController {
  constructor(private readonly stepUp: StepUpService) {}

  @Handle(authRpc.requestStepUp)
  request(input: RpcInput<typeof authRpc.requestStepUp>, call: Call) {
    return this.stepUp.request(input, call.actor);
  }

  @Handle(authRpc.proveStepUp)
  prove({ proof }: RpcInput<typeof authRpc.proveStepUp>, call: Call) {
    return this.stepUp.prove(proof, call.actor);
  }
}
