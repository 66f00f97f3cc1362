import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { ProfileQueries } from './profile.queries.ts';
import { ProfileService } from './profile.service.ts';

@Controller()
export class ProfileController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly queries: ProfileQueries,
  ) {}

  @Handle(profileRpc.getMine)
  getMine(_input: RpcInput<typeof profileRpc.getMine>, call: Call) {
    return this.queries.get(call.actor.userId);
  }

  @Handle(profileRpc.saveMine)
  saveMine(input: RpcInput<typeof profileRpc.saveMine>, call: Call) {
    return this.profiles.save(input, call.actor);
  }

  @Handle(profileRpc.publish)
  publish(_input: RpcInput<typeof profileRpc.publish>, call: Call) {
    return this.profiles.publish(call.actor.userId);
  }

  @Handle(profileRpc.pause)
  pause(_input: RpcInput<typeof profileRpc.pause>, call: Call) {
    return this.profiles.pause(call.actor.userId);
  }

  @Handle(profileRpc.unpublish)
  unpublish(_input: RpcInput<typeof profileRpc.unpublish>, call: Call) {
    return this.profiles.unpublish(call.actor.userId);
  }

  @Handle(profileRpc.getListing)
  getListing({ id }: RpcInput<typeof profileRpc.getListing>) {
    return this.queries.getListing(id);
  }

  @Handle(profileRpc.names)
  names({ providerIds }: RpcInput<typeof profileRpc.names>) {
    return this.queries.names(providerIds);
  }

  @Handle(profileRpc.listSnapshot)
  listSnapshot(input: RpcInput<typeof profileRpc.listSnapshot>) {
    return this.queries.listSnapshot(input);
  }
}
