import { Module } from '@nestjs/common';
import { PersistenceModule } from '@edu/persistence';
import { ProfileConfig } from './app.config.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { ProfileDb } from './profile.db.ts';
import { ProfileModule } from './profile/profile.module.ts';

@Module({
  imports: [
    PersistenceModule.for({ db: ProfileDb, client: PrismaClient, config: ProfileConfig }),
    ProfileModule,
  ],
})
export class AppModule {}
