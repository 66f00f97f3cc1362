import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { RoleService } from './role.service.ts';

@Controller()
export class RoleController {
  constructor(private readonly roles: RoleService) {}

  @Handle(authRpc.setRoles)
  set(input: RpcInput<typeof authRpc.setRoles>, call: Call) {
    return this.roles.set(input, call.actor);
  }

  @Handle(authRpc.appointAdmin)
  appoint({ email }: RpcInput<typeof authRpc.appointAdmin>) {
    return this.roles.appointAdmin(email);
  }
}
