import { Module } from '@nestjs/common';
import { ReindexController } from './reindex.controller.ts';
import { Reindexings } from './reindexings.service.ts';

@Module({ controllers: [ReindexController], providers: [Reindexings] })
export class ReindexModule {}
