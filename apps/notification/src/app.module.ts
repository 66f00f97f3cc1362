import { Module } from '@nestjs/common';
import { notificationEvents, notificationRpc } from '@edu/contracts-notification';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { WorkModule } from '@edu/work';
import { NotificationConfig } from './app.config.ts';
import { CodeModule } from './code/code.module.ts';
import { ContactModule } from './contact/contact.module.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { MessageModule } from './message/message.module.ts';
import { NotificationDb } from './notification.db.ts';
import { PreferenceModule } from './preference/preference.module.ts';
import { UserDataModule } from './user-data/user-data.module.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: NotificationDb,
      client: PrismaClient,
      config: NotificationConfig,
      migrations,
    }),
    WorkModule,
    DataRightsModule.for(notificationRpc, notificationEvents, dataMap),
    ProjectionModule.for(notificationRpc.rebuild),
    CodeModule,
    ContactModule,
    MessageModule,
    PreferenceModule,
    UserDataModule,
  ],
})
export class AppModule {}
