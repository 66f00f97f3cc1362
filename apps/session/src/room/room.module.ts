import { Module } from '@nestjs/common';
import { AttendanceController } from '../attendance/attendance.controller.ts';
import { Attendances } from '../attendance/attendance.service.ts';
import { RoomWatch } from '../attendance/room-watch.service.ts';
import { DoorController } from '../door/door.controller.ts';
import { Doors } from '../door/doors.service.ts';
import { RemovalEvents } from '../removal/removal.events.ts';
import { Removals } from '../removal/removals.service.ts';
import { LiveKit } from './livekit.provider.ts';
import { RoomClosing } from './room-closing.service.ts';
import { RoomController } from './room.controller.ts';
import { RoomEvents } from './room.events.ts';
import { RoomRebuild } from './room.projection.ts';
import { RoomQueries } from './room.queries.ts';
import { RoomService } from './room.service.ts';

@Module({
  controllers: [RoomController, AttendanceController, DoorController],
  providers: [
    RoomService,
    RoomQueries,
    RoomEvents,
    RoomClosing,
    RoomRebuild,
    LiveKit,
    Attendances,
    RoomWatch,
    Doors,
    Removals,
    RemovalEvents,
  ],
})
export class RoomModule {}
