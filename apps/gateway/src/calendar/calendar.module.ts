import { Module } from '@nestjs/common';
import { CalendarFiles } from './calendar-files.ts';
import { CalendarRoutes } from './calendar.routes.ts';
import { SubjectLabels } from './subject-labels.ts';

@Module({ providers: [CalendarRoutes, CalendarFiles, SubjectLabels], exports: [SubjectLabels] })
export class CalendarModule {}
