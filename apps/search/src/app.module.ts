import { Module } from '@nestjs/common';
import { searchEvents, searchRpc } from '@edu/contracts-search';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { RedisModule } from '@edu/service';
import { WorkModule } from '@edu/work';
import { SearchConfig } from './app.config.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { ListingModule } from './listing/listing.module.ts';
import { PlaceModule } from './place/place.module.ts';
import { ReindexModule } from './reindex/reindex.module.ts';
import { SearchDb } from './search.db.ts';
import { SubjectModule } from './subject/subject.module.ts';

@Module({
  imports: [
    PersistenceModule.for({ db: SearchDb, client: PrismaClient, config: SearchConfig, migrations }),
    RedisModule.for(SearchConfig),
    WorkModule,
    DataRightsModule.for(searchRpc, searchEvents, dataMap),
    ProjectionModule.for(searchRpc.rebuild),
    ListingModule,
    SubjectModule,
    PlaceModule,
    ReindexModule,
  ],
})
export class AppModule {}
