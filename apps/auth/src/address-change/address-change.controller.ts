import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { AddressRequestService } from './address-request.service.ts';
import { AddressUndoService } from './address-undo.service.ts';

@Controller()
export class AddressChangeController {
  constructor(
    private readonly requests: AddressRequestService,
    private readonly undos: AddressUndoService,
  ) {}

  @Handle(authRpc.addAddress)
  addAddress(input: RpcInput<typeof authRpc.addAddress>, call: Call) {
    return this.requests.request(input, call.actor);
  }

  @Handle(authRpc.undoAddressChange)
  undoAddressChange({ token }: RpcInput<typeof authRpc.undoAddressChange>) {
    return this.undos.undo(token);
  }
}
