import { defineRpc } from '@edu/contract-kit';
import { bookingErrors } from './booking.errors.ts';
import {
  PreviewWaiver,
  StaffBooking,
  StaffBookingById,
  WaiveBooking,
  WaiverPreview,
} from './staff.schemas.ts';

const SUPPORT = ['support', 'admin'] as const;
const anybodys = { of: 'booking', id: 'id', whose: 'anyone' } as const;

export const staffRpc = {
  staffGet: defineRpc('rpc.booking.staff_get.v1', {
    summary: 'A booking with its history, its money and what became of it, for support',
    access: SUPPORT,
    resource: anybodys,
    input: StaffBookingById,
    output: StaffBooking,
    errors: [bookingErrors.notFound],
    http: { method: 'GET', path: '/staff/bookings/{id}' },
  }),
  /** For payment: what a bank is shown of a lesson whose payment it takes back. */
  record: defineRpc('rpc.booking.record.v1', {
    summary: 'A booking with its history and what became of it, for the services',
    input: StaffBookingById,
    output: StaffBooking,
    errors: [bookingErrors.notFound],
  }),
  waiverPreview: defineRpc('rpc.booking.waiver_preview.v1', {
    summary: 'Where the money would go if the platform canceled a booking',
    access: SUPPORT,
    resource: anybodys,
    input: PreviewWaiver,
    output: WaiverPreview,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition],
    http: { method: 'GET', path: '/staff/bookings/{id}/cancellation-preview' },
  }),
  waive: defineRpc('rpc.booking.waive.v1', {
    summary: 'Cancel a booking in the name of the platform',
    description:
      'Whatever its policy says, all that is left of its money goes back, `left` of the booking as support reads it. The provider earns nothing by it, or as much as by the lesson at the platform’s cost, by choice.',
    access: SUPPORT,
    resource: anybodys,
    stepUp: 300,
    idempotent: true,
    input: WaiveBooking,
    output: StaffBooking,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition],
    http: { method: 'POST', path: '/staff/bookings/{id}/cancel' },
  }),
};
