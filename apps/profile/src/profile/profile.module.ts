import { Module } from '@nestjs/common';
import { ProfileController } from './profile.controller.ts';
import { ProfileQueries } from './profile.queries.ts';
import { ProfileService } from './profile.service.ts';
import { SlugService } from '../slug/slug.service.ts';

@Module({
  controllers: [ProfileController],
  providers: [ProfileService, ProfileQueries, SlugService],
  exports: [ProfileService, ProfileQueries],
})
export class ProfileModule {}
