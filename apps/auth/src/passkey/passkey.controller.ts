import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { NewPasskeys } from './new-passkeys.service.ts';
import { PasskeyInvitations } from './passkey-invitations.service.ts';
import { PasskeySignIn } from './passkey-sign-in.service.ts';
import { Passkeys } from './passkeys.service.ts';

@Controller()
export class PasskeyController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly fresh: NewPasskeys,
    private readonly signIns: PasskeySignIn,
    private readonly invitations: PasskeyInvitations,
  ) {}

  @Handle(authRpc.passkeys)
  list(_input: RpcInput<typeof authRpc.passkeys>, call: Call) {
    return this.passkeys.list(call.actor);
  }

  @Handle(authRpc.beginPasskey)
  begin(_input: RpcInput<typeof authRpc.beginPasskey>, call: Call) {
    return this.fresh.begin(call.actor);
  }

  @Handle(authRpc.addPasskey)
  add(input: RpcInput<typeof authRpc.addPasskey>, call: Call) {
    return this.fresh.add(input, call.actor);
  }

  @Handle(authRpc.invitePasskey)
  invite({ email }: RpcInput<typeof authRpc.invitePasskey>) {
    return this.invitations.invite(email);
  }

  @Handle(authRpc.inviteStaffPasskey)
  inviteStaff({ userId }: RpcInput<typeof authRpc.inviteStaffPasskey>, call: Call) {
    return this.invitations.inviteStaff(userId, call.actor);
  }

  @Handle(authRpc.renamePasskey)
  rename(input: RpcInput<typeof authRpc.renamePasskey>, call: Call) {
    return this.passkeys.rename(input, call.actor);
  }

  @Handle(authRpc.removePasskey)
  remove({ id }: RpcInput<typeof authRpc.removePasskey>, call: Call) {
    return this.passkeys.remove(id, call.actor);
  }

  @Handle(authRpc.askForPasskey)
  ask(input: RpcInput<typeof authRpc.askForPasskey>) {
    return this.signIns.ask(input);
  }

  @Handle(authRpc.passkeySignIn)
  signIn(input: RpcInput<typeof authRpc.passkeySignIn>) {
    return this.signIns.signIn(input);
  }
}
