import { Controller } from '@nestjs/common';
import { profileRpc } from '@edu/contracts-profile';
import { Handle } from '@edu/messaging';
import { Vault } from '@edu/storage';

@Controller()
export class UserKeyController {
  constructor(private readonly vault: Vault) {}

  @Handle(profileRpc.rotateUserKeys)
  async rotate() {
    return { resealed: await this.vault.rotate() };
  }
}
