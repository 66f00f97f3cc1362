import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { PasswordChange } from './password-change.service.ts';
import { PasswordReset } from './password-reset.service.ts';

@Controller()
export class PasswordChangeController {
  constructor(
    private readonly passwords: PasswordChange,
    private readonly resets: PasswordReset,
  ) {}

  @Handle(authRpc.setPassword)
  set(input: RpcInput<typeof authRpc.setPassword>, call: Call) {
    return this.passwords.set(input, call.actor);
  }

  @Handle(authRpc.askForReset)
  askForReset({ address }: RpcInput<typeof authRpc.askForReset>, call: Call) {
    return this.resets.ask(address, call);
  }

  @Handle(authRpc.resetPassword)
  reset(input: RpcInput<typeof authRpc.resetPassword>) {
    return this.resets.reset(input);
  }
}
