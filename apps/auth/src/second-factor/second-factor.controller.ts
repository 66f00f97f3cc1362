import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { Enrolment } from './enrolment.service.ts';
import { Entrance } from './entrance.service.ts';

@Controller()
export class SecondFactorController {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly entrance: Entrance,
  ) {}

  @Handle(authRpc.security)
  security(_input: RpcInput<typeof authRpc.security>, call: Call) {
    return this.enrolment.security(call.actor);
  }

  @Handle(authRpc.secondFactor)
  goOn(input: RpcInput<typeof authRpc.secondFactor>) {
    return this.entrance.goOn(input);
  }

  @Handle(authRpc.beginTotp)
  begin(_input: RpcInput<typeof authRpc.beginTotp>, call: Call) {
    return this.enrolment.begin(call.actor);
  }

  @Handle(authRpc.confirmTotp)
  confirm({ code }: RpcInput<typeof authRpc.confirmTotp>, call: Call) {
    return this.enrolment.confirm(code, call.actor);
  }

  @Handle(authRpc.removeTotp)
  remove(_input: RpcInput<typeof authRpc.removeTotp>, call: Call) {
    return this.enrolment.remove(call.actor);
  }

  @Handle(authRpc.newRecoveryCodes)
  newCodes(_input: RpcInput<typeof authRpc.newRecoveryCodes>, call: Call) {
    return this.enrolment.newCodes(call.actor);
  }
}
