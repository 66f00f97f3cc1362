import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { DataExportModule } from '../data-export/data-export.module.ts';
import { AccountNotesModule } from '../data-rights/account-notes.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { ErasureController } from './erasure.controller.ts';
import { ErasureJobs } from './erasure-jobs.service.ts';
import { Erasures } from './erasure.service.ts';
import { OwnErasure } from './own-erasure.service.ts';

@Module({
  imports: [
    AccountModule,
    DataExportModule,
    AccountNotesModule,
    SecretsModule,
    SignInSessionModule,
  ],
  controllers: [ErasureController],
  providers: [Erasures, ErasureJobs, OwnErasure],
})
export class ErasureModule {}
