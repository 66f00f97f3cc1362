import { Module } from '@nestjs/common';
import { SubjectController } from './subject.controller.ts';
import { SubjectQueries } from './subject.queries.ts';

@Module({ controllers: [SubjectController], providers: [SubjectQueries] })
export class SubjectModule {}
