import { Module } from '@nestjs/common';
import { PictureModule } from '../picture/picture.module.ts';
import { ProfileModule } from '../profile/profile.module.ts';
import { IdentitiesController } from './identities.controller.ts';
import { Identities } from './identities.service.ts';
import { KycCalendar } from './kyc-calendar.service.ts';
import { KycCases } from './kyc-cases.service.ts';
import { KycDocuments } from './kyc-documents.service.ts';
import { KycMetrics } from './kyc-metrics.ts';
import { KycUserData } from './kyc-user-data.ts';
import { KycVault } from './kyc-vault.service.ts';
import { KycQueries } from './kyc.queries.ts';
import { OwnKycController } from './own-kyc.controller.ts';
import { OwnKycService } from './own-kyc.service.ts';
import { OutsideController } from './outside/outside.controller.ts';
import { outsideJobs } from './outside/outside.providers.ts';
import { ReviewController } from './review.controller.ts';
import { ReviewService } from './review.service.ts';
import { UserKeyController } from './user-key.controller.ts';

@Module({
  imports: [ProfileModule, PictureModule],
  controllers: [
    OwnKycController,
    ReviewController,
    OutsideController,
    UserKeyController,
    IdentitiesController,
  ],
  providers: [
    KycCases,
    KycQueries,
    KycCalendar,
    KycMetrics,
    KycDocuments,
    KycVault,
    KycUserData,
    OwnKycService,
    ReviewService,
    Identities,
    outsideJobs,
  ],
})
export class KycModule {}
