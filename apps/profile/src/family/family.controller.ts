import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { Children } from './children.service.ts';
import { FamilyQueries } from './family.queries.ts';
import { Invitations } from './invitations.service.ts';

@Controller()
export class FamilyController {
  constructor(
    private readonly children: Children,
    private readonly invitations: Invitations,
    private readonly queries: FamilyQueries,
  ) {}

  @Handle(profileRpc.listChildren)
  list(_input: RpcInput<typeof profileRpc.listChildren>, call: Call) {
    return this.children.list(call.actor);
  }

  @Handle(profileRpc.createChild)
  create(input: RpcInput<typeof profileRpc.createChild>, call: Call) {
    return this.children.create(input, call);
  }

  @Handle(profileRpc.getChild)
  get({ childId }: RpcInput<typeof profileRpc.getChild>, call: Call) {
    return this.children.get(childId, call);
  }

  @Handle(profileRpc.changeChild)
  change(input: RpcInput<typeof profileRpc.changeChild>, call: Call) {
    return this.children.change(input, call);
  }

  @Handle(profileRpc.saveCaps)
  saveCaps(input: RpcInput<typeof profileRpc.saveCaps>, call: Call) {
    return this.children.saveCaps(input, call);
  }

  @Handle(profileRpc.saveRecording)
  saveRecording(input: RpcInput<typeof profileRpc.saveRecording>, call: Call) {
    return this.children.saveRecording(input, call);
  }

  @Handle(profileRpc.leaveChild)
  leave({ childId }: RpcInput<typeof profileRpc.leaveChild>, call: Call) {
    return this.children.leave(childId, call);
  }

  @Handle(profileRpc.inviteToFamily)
  invite(input: RpcInput<typeof profileRpc.inviteToFamily>, call: Call) {
    return this.invitations.invite(input, call);
  }

  @Handle(profileRpc.listInvitations)
  listInvitations(_input: RpcInput<typeof profileRpc.listInvitations>, call: Call) {
    return this.invitations.list(call);
  }

  @Handle(profileRpc.acceptInvitation)
  accept(input: RpcInput<typeof profileRpc.acceptInvitation>, call: Call) {
    return this.invitations.accept(input, call);
  }

  @Handle(profileRpc.endInvitation)
  endInvitation({ invitationId }: RpcInput<typeof profileRpc.endInvitation>, call: Call) {
    return this.invitations.end(invitationId, call);
  }

  @Handle(profileRpc.myFamily)
  mine(_input: RpcInput<typeof profileRpc.myFamily>, call: Call) {
    return this.children.mine(call.actor);
  }

  @Handle(profileRpc.takeOver)
  takeOver(_input: RpcInput<typeof profileRpc.takeOver>, call: Call) {
    return this.children.takeOver(call);
  }

  @Handle(profileRpc.childNames)
  names({ childIds }: RpcInput<typeof profileRpc.childNames>) {
    return this.queries.names(childIds);
  }

  @Handle(profileRpc.listChildSnapshot)
  listSnapshot(input: RpcInput<typeof profileRpc.listChildSnapshot>) {
    return this.queries.listSnapshot(input);
  }
}
