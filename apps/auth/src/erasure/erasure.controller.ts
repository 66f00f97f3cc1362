import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { Erasures } from './erasure.service.ts';

@Controller()
export class ErasureController {
  constructor(private readonly erasures: Erasures) {}

  @Handle(authRpc.eraseMe)
  begin(_input: RpcInput<typeof authRpc.eraseMe>, { actor }: Call) {
    return this.erasures.begin(actor);
  }

  @Handle(authRpc.erasure)
  show({ token }: RpcInput<typeof authRpc.erasure>) {
    return this.erasures.byToken(token);
  }

  @Handle(authRpc.undoErasure)
  undo({ token }: RpcInput<typeof authRpc.undoErasure>) {
    return this.erasures.undo(token);
  }

  @Handle(authRpc.accountErasure)
  of({ userId }: RpcInput<typeof authRpc.accountErasure>) {
    return this.erasures.of(userId);
  }
}
