import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { Addresses } from './address.service.ts';

@Controller()
export class AddressController {
  constructor(private readonly addresses: Addresses) {}

  @Handle(profileRpc.getAddress)
  get(_input: RpcInput<typeof profileRpc.getAddress>, call: Call) {
    return this.addresses.get(call.actor.userId);
  }

  @Handle(profileRpc.saveAddress)
  save(input: RpcInput<typeof profileRpc.saveAddress>, call: Call) {
    return this.addresses.save(call.actor.userId, input);
  }

  @Handle(profileRpc.removeAddress)
  remove(_input: RpcInput<typeof profileRpc.removeAddress>, call: Call) {
    return this.addresses.remove(call.actor.userId);
  }

  @Handle(profileRpc.lessonPlace)
  lessonPlace({ id }: RpcInput<typeof profileRpc.lessonPlace>, call: Call) {
    return this.addresses.ofLesson(id, call.actor);
  }
}
