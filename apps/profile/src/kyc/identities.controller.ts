import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle } from '@edu/messaging';
import { Identities } from './identities.service.ts';

@Controller()
export class IdentitiesController {
  constructor(private readonly identities: Identities) {}

  @Handle(profileRpc.listIdentitySnapshot)
  listSnapshot(input: RpcInput<typeof profileRpc.listIdentitySnapshot>) {
    return this.identities.listSnapshot(input);
  }

  @Handle(profileRpc.seedIdentity)
  seed({ providerId }: RpcInput<typeof profileRpc.seedIdentity>) {
    return this.identities.seed(providerId);
  }
}
