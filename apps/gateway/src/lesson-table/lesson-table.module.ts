import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.ts';
import { LessonTables } from './lesson-table.ts';
import { LessonTableRoutes } from './lesson-table.routes.ts';

@Module({ imports: [CalendarModule], providers: [LessonTableRoutes, LessonTables] })
export class LessonTableModule {}
