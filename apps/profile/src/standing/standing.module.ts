import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module.ts';
import { StandingEvents } from './standing.events.ts';

@Module({ imports: [ProfileModule], providers: [StandingEvents] })
export class StandingModule {}
