import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { AddressChangeService } from './address-change.service.ts';
import { StepUpService } from './step-up.service.ts';

@Controller()
export class AddressChangeController {
  constructor(
    private readonly changes: AddressChangeService,
    private readonly stepUp: StepUpService,
  ) {}

  @Handle(authRpc.requestStepUp)
  requestStepUp(input: RpcInput<typeof authRpc.requestStepUp>, call: Call) {
    return this.stepUp.request(input, call.actor);
  }

  @Handle(authRpc.addAddress)
  addAddress(input: RpcInput<typeof authRpc.addAddress>, call: Call) {
    return this.changes.request(input, call.actor);
  }

  @Handle(authRpc.undoAddressChange)
  undoAddressChange({ token }: RpcInput<typeof authRpc.undoAddressChange>) {
    return this.changes.undo(token);
  }
}
