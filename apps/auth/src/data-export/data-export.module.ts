import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AccountNotesModule } from '../data-rights/account-notes.module.ts';
import { DataExportController } from './data-export.controller.ts';
import { DataExports } from './data-export.service.ts';
import { ExportArchive } from './export-archive.ts';
import { ExportMaker } from './export-maker.ts';

@Module({
  imports: [AccountModule, AccountNotesModule],
  controllers: [DataExportController],
  providers: [DataExports, ExportMaker, ExportArchive],
  exports: [DataExports],
})
export class DataExportModule {}
