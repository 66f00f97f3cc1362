import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle } from '@edu/messaging';
import { SigningKeyRotation } from './signing-key-rotation.service.ts';
import { SigningKeyService } from './signing-key.service.ts';

@Controller()
export class SigningKeyController {
  constructor(
    private readonly keys: SigningKeyService,
    private readonly rotation: SigningKeyRotation,
  ) {}

  @Handle(authRpc.jwks)
  async jwks() {
    return { keys: await this.keys.published() };
  }

  @Handle(authRpc.listSigningKeys)
  list() {
    return this.rotation.list();
  }

  @Handle(authRpc.rotateSigningKey)
  rotate() {
    return this.rotation.rotate();
  }

  @Handle(authRpc.revokeSigningKey)
  revoke({ keyId }: RpcInput<typeof authRpc.revokeSigningKey>) {
    return this.rotation.revoke(keyId);
  }
}
