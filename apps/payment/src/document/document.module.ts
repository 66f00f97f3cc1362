import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { DocumentController } from './document.controller.ts';
import { AnnualDrafts } from '../annual/annual.drafts.ts';
import { DocumentDrafts } from './document.drafts.ts';
import { DocumentIssuer } from './document-issuer.ts';
import { DocumentFiles } from './document-files.ts';
import { DocumentPeople } from './document-people.ts';
import { DocumentService } from './document.service.ts';
import { DocumentWorker } from './document.worker.ts';
import { LessonVat } from '../tax/lesson-vat.ts';
import { OwnDocumentsService } from './own-documents.service.ts';
import { Typesetter } from './typesetter.ts';

@Module({
  imports: [AccountModule, PspModule],
  controllers: [DocumentController],
  providers: [
    DocumentWorker,
    DocumentIssuer,
    DocumentDrafts,
    LessonVat,
    AnnualDrafts,
    DocumentPeople,
    DocumentService,
    OwnDocumentsService,
    DocumentFiles,
    Typesetter,
  ],
  exports: [DocumentPeople, DocumentFiles, DocumentIssuer, DocumentWorker],
})
export class DocumentModule {}
