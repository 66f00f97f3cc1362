import { Module } from '@nestjs/common';
import { sessionEvents, sessionRpc } from '@edu/contracts-session';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { WorkModule } from '@edu/work';
import { SessionConfig } from './app.config.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { RoomModule } from './room/room.module.ts';
import { SessionDb } from './session.db.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: SessionDb,
      client: PrismaClient,
      config: SessionConfig,
      migrations,
    }),
    WorkModule,
    DataRightsModule.for(sessionRpc, sessionEvents, dataMap),
    ProjectionModule.for(sessionRpc.rebuild),
    RoomModule,
  ],
})
export class AppModule {}
