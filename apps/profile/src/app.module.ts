import { Module } from '@nestjs/common';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { StorageModule, UploadsModule, VaultModule } from '@edu/storage';
import { WorkModule } from '@edu/work';
import { AddressModule } from './address/address.module.ts';
import { ProfileConfig } from './app.config.ts';
import { dataMap } from './data-map.ts';
import { FamilyModule } from './family/family.module.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { KycModule } from './kyc/kyc.module.ts';
import { LearningModule } from './learning/learning.module.ts';
import { PhotoModule } from './photo/photo.module.ts';
import { ProfileDb } from './profile.db.ts';
import { ProfileModule } from './profile/profile.module.ts';
import { StandingModule } from './standing/standing.module.ts';
import { UserDataModule } from './user-data/user-data.module.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: ProfileDb,
      client: PrismaClient,
      config: ProfileConfig,
      migrations,
    }),
    WorkModule,
    DataRightsModule.for(profileRpc, profileEvents, dataMap),
    StorageModule.for(ProfileConfig),
    UploadsModule.for(ProfileConfig),
    VaultModule.for(ProfileConfig),
    ProjectionModule.for(profileRpc.rebuild),
    ProfileModule,
    AddressModule,
    PhotoModule,
    KycModule,
    StandingModule,
    FamilyModule,
    LearningModule,
    UserDataModule,
  ],
})
export class AppModule {}
