import { Module } from '@nestjs/common';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ChildSeries } from './child-series.service.ts';
import { SeriesController } from './series.controller.ts';
import { SeriesCreation } from './series-creation.service.ts';
import { SeriesQueries } from './series.queries.ts';

@Module({
  imports: [FamilyModule, IdentityModule],
  controllers: [SeriesController],
  providers: [SeriesCreation, ChildSeries, SeriesQueries],
})
export class SeriesModule {}
