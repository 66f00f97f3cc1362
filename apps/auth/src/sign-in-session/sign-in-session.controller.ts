import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { OwnSessions } from './own-sessions.service.ts';
import { SignInSessionService } from './sign-in-session.service.ts';

@Controller()
export class SignInSessionController {
  constructor(
    private readonly sessions: SignInSessionService,
    private readonly own: OwnSessions,
  ) {}

  @Handle(authRpc.refresh)
  refresh({ refreshToken }: RpcInput<typeof authRpc.refresh>) {
    return this.sessions.refresh(refreshToken);
  }

  @Handle(authRpc.logout)
  logout({ refreshToken }: RpcInput<typeof authRpc.logout>, call: Call) {
    return this.sessions.logout(call.maybeActor, refreshToken);
  }

  @Handle(authRpc.sessions)
  list(input: RpcInput<typeof authRpc.sessions>, call: Call) {
    return this.own.list(input, call.actor);
  }

  @Handle(authRpc.endSession)
  end({ id }: RpcInput<typeof authRpc.endSession>, call: Call) {
    return this.own.end(id, call.actor);
  }

  @Handle(authRpc.endOtherSessions)
  endOthers(_input: RpcInput<typeof authRpc.endOtherSessions>, call: Call) {
    return this.own.endOthers(call.actor);
  }
}
