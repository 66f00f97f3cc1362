import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { AccountNotes } from './account-notes.service.ts';

@Module({
  imports: [AccountModule, SecretsModule],
  providers: [AccountNotes],
  exports: [AccountNotes],
})
export class AccountNotesModule {}
