import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { SuspensionService } from './suspension.service.ts';

@Controller()
export class SuspensionController {
  constructor(private readonly suspensions: SuspensionService) {}

  @Handle(authRpc.findAccounts)
  find(input: RpcInput<typeof authRpc.findAccounts>) {
    return this.suspensions.find(input);
  }

  @Handle(authRpc.suspendAccount)
  suspend(input: RpcInput<typeof authRpc.suspendAccount>, call: Call) {
    return this.suspensions.suspend(input, call.actor);
  }

  @Handle(authRpc.reinstateAccount)
  reinstate(input: RpcInput<typeof authRpc.reinstateAccount>, call: Call) {
    return this.suspensions.reinstate(input, call.actor);
  }
}
