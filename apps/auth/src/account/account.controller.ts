import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { AccountService } from './account.service.ts';

@Controller()
export class AccountController {
  constructor(private readonly accounts: AccountService) {}

  @Handle(authRpc.me)
  me(_input: RpcInput<typeof authRpc.me>, call: Call) {
    return this.accounts.me(call.actor);
  }

  @Handle(authRpc.updateMe)
  updateMe(input: RpcInput<typeof authRpc.updateMe>, call: Call) {
    return this.accounts.update(call.actor, input);
  }

  @Handle(authRpc.names)
  names({ userIds }: RpcInput<typeof authRpc.names>) {
    return this.accounts.names(userIds);
  }

  @Handle(authRpc.suspend)
  suspend({ userId }: RpcInput<typeof authRpc.suspend>) {
    return this.accounts.suspend(userId);
  }

  @Handle(authRpc.reinstate)
  reinstate({ userId }: RpcInput<typeof authRpc.reinstate>) {
    return this.accounts.reinstate(userId);
  }

  @Handle(authRpc.seedAccount)
  seedAccount(input: RpcInput<typeof authRpc.seedAccount>) {
    return this.accounts.seed(input);
  }
}
