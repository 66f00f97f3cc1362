import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SigningKeyController } from './signing-key.controller.ts';
import { SigningKeyRotation } from './signing-key-rotation.service.ts';
import { SigningKeyService } from './signing-key.service.ts';

@Module({
  imports: [SecretsModule],
  controllers: [SigningKeyController],
  providers: [SigningKeyService, SigningKeyRotation],
  exports: [SigningKeyService],
})
export class SigningKeyModule {}
