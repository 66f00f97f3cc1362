import { Module } from '@nestjs/common';
import { FamilyModule } from '../family/family.module.ts';
import { NearestSeats } from '../group/nearest-seats.service.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { AttendanceEvents } from '../lesson/attendance.events.ts';
import { OutcomeController } from '../outcome/outcome.controller.ts';
import { DisputeMessages } from '../outcome/dispute-messages.service.ts';
import { Outcomes } from '../outcome/outcomes.service.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { BookingMove } from '../reschedule/booking-move.service.ts';
import { HeldMoves } from '../reschedule/held-moves.service.ts';
import { People } from '../person/people.service.ts';
import { NearestTimes } from '../quote/nearest-times.service.ts';
import { OfferingFollower } from '../quote/offering-follower.ts';
import { Quotes } from '../quote/quotes.service.ts';
import { StaffController } from '../staff/staff.controller.ts';
import { StaffBookings } from '../staff/staff-bookings.service.ts';
import { BookingCancellation } from './booking-cancellation.service.ts';
import { BookingController } from './booking.controller.ts';
import { BookingCreation } from './booking-creation.service.ts';
import { ChildBookings } from './child-bookings.service.ts';
import { BookingDetailsService } from './booking-details.service.ts';
import { BookingSnapshots } from './booking-snapshot.queries.ts';
import { BookingQueries } from './booking.queries.ts';
import { HoldExpiry } from './hold-expiry.service.ts';
import { PaymentEventHandlers } from './payment.events.ts';
import { StandingBookings } from './standing-bookings.service.ts';

@Module({
  imports: [FamilyModule, IdentityModule],
  controllers: [BookingController, OutcomeController, StaffController],
  providers: [
    BookingCreation,
    ChildBookings,
    BookingCancellation,
    BookingQueries,
    BookingDetailsService,
    BookingMove,
    People,
    BookingSnapshots,
    HeldMoves,
    HoldExpiry,
    Lessons,
    NearestSeats,
    NearestTimes,
    OfferingFollower,
    Quotes,
    AttendanceEvents,
    DisputeMessages,
    Outcomes,
    PaymentEventHandlers,
    StaffBookings,
    StandingBookings,
  ],
  exports: [
    BookingCancellation,
    BookingCreation,
    BookingDetailsService,
    BookingMove,
    BookingQueries,
    HeldMoves,
    Lessons,
    NearestTimes,
    People,
    StandingBookings,
  ],
})
export class BookingModule {}
