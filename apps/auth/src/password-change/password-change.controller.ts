import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { PasswordChange } from './password-change.service.ts';

@Controller()
export class PasswordChangeController {
  constructor(private readonly passwords: PasswordChange) {}

  @Handle(authRpc.setPassword)
  set(input: RpcInput<typeof authRpc.setPassword>, call: Call) {
    return this.passwords.set(input, call.actor);
  }

  @Handle(authRpc.askForReset)
  askForReset({ address }: RpcInput<typeof authRpc.askForReset>, call: Call) {
    return this.passwords.askForReset(address, call);
  }

  @Handle(authRpc.resetPassword)
  reset(input: RpcInput<typeof authRpc.resetPassword>) {
    return this.passwords.reset(input);
  }
}
