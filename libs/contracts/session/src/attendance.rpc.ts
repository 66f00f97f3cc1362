import { defineRpc } from '@edu/contract-kit';
import {
  Attendance,
  AttendanceByBooking,
  ReceiveRoomWebhook,
  RoomWebhookReceived,
} from './attendance.schemas.ts';
import { sessionErrors } from './session.errors.ts';

export const attendanceRpc = {
  attendance: defineRpc('rpc.session.attendance.v1', {
    summary: 'Who was in one of my lessons',
    description:
      'As both sides see it, during the lesson and afterwards: every stay in the classroom that is known, or the PIN at the door, and what it means.',
    access: 'user',
    resource: { of: 'booking', id: 'bookingId', whose: 'own', otherwise: sessionErrors.notFound },
    input: AttendanceByBooking,
    output: Attendance,
    errors: [sessionErrors.notFound],
    http: { method: 'GET', path: '/sessions/{bookingId}/attendance' },
  }),
  staffAttendance: defineRpc('rpc.session.staff_attendance.v1', {
    summary: 'Who was in a lesson, for support',
    description: 'The same as both sides see.',
    access: ['support', 'admin'],
    resource: { of: 'booking', id: 'bookingId', whose: 'anyone' },
    input: AttendanceByBooking,
    output: Attendance,
    errors: [sessionErrors.notFound],
    http: { method: 'GET', path: '/staff/sessions/{bookingId}/attendance' },
  }),
  /** For payment: what a bank is shown of a lesson whose payment it takes back. */
  attendanceOf: defineRpc('rpc.session.attendance_of.v1', {
    summary: 'Who was in a lesson, for the services',
    input: AttendanceByBooking,
    output: Attendance,
    errors: [sessionErrors.notFound],
  }),
  receiveWebhook: defineRpc('rpc.session.receive_webhook.v1', {
    summary: 'A report of the server of classrooms',
    input: ReceiveRoomWebhook,
    output: RoomWebhookReceived,
    errors: [sessionErrors.badWebhook],
  }),
};
