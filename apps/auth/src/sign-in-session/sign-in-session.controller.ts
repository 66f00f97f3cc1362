import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { SignInSessionService } from './sign-in-session.service.ts';

@Controller()
export class SignInSessionController {
  constructor(private readonly sessions: SignInSessionService) {}

  @Handle(authRpc.refresh)
  refresh({ refreshToken }: RpcInput<typeof authRpc.refresh>) {
    return this.sessions.refresh(refreshToken);
  }

  @Handle(authRpc.logout)
  logout({ refreshToken }: RpcInput<typeof authRpc.logout>, call: Call) {
    return this.sessions.logout(call.maybeActor, refreshToken);
  }
}
