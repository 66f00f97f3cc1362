import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { SignInLog } from './sign-in-log.service.ts';

@Controller()
export class SignInLogController {
  constructor(private readonly log: SignInLog) {}

  @Handle(authRpc.signIns)
  list(input: RpcInput<typeof authRpc.signIns>, call: Call) {
    return this.log.list(input, call.actor);
  }
}
