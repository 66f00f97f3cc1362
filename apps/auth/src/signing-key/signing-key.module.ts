import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SigningKeyController } from './signing-key.controller.ts';
import { SigningKeyService } from './signing-key.service.ts';

@Module({
  imports: [SecretsModule],
  controllers: [SigningKeyController],
  providers: [SigningKeyService],
  exports: [SigningKeyService],
})
export class SigningKeyModule {}
