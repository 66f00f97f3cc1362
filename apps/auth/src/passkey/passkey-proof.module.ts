import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { PasskeyProofs } from './passkey-proof.service.ts';

/** For all who take a passkey as a proof: sign-ins, second factors, step-ups. */
@Module({
  imports: [AccountModule, SecretsModule],
  providers: [PasskeyProofs],
  exports: [PasskeyProofs],
})
export class PasskeyProofModule {}
