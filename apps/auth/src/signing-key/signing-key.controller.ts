import { Controller } from '@nestjs/common';
import { authRpc } from '@edu/contracts-auth';
import { Handle } from '@edu/messaging';
import { SigningKeyService } from './signing-key.service.ts';

@Controller()
export class SigningKeyController {
  constructor(private readonly keys: SigningKeyService) {}

  @Handle(authRpc.jwks)
  jwks() {
    return { keys: this.keys.publicKeys() };
  }
}
