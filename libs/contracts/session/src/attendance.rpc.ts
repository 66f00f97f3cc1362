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
    summary: 'Who was in the classroom of one of my lessons',
    description:
      'As both sides see it, during the lesson and afterwards: every stay that is known, and what it means.',
    access: 'user',
    resource: { of: 'booking', id: 'bookingId', whose: 'own', otherwise: sessionErrors.notFound },
    input: AttendanceByBooking,
    output: Attendance,
    errors: [sessionErrors.notFound, sessionErrors.notOnline],
    http: { method: 'GET', path: '/sessions/{bookingId}/attendance' },
  }),
  staffAttendance: defineRpc('rpc.session.staff_attendance.v1', {
    summary: 'Who was in the classroom of a lesson, for support',
    description: 'The same as both sides see.',
    access: ['support', 'admin'],
    resource: { of: 'booking', id: 'bookingId', whose: 'anyone' },
    input: AttendanceByBooking,
    output: Attendance,
    errors: [sessionErrors.notFound, sessionErrors.notOnline],
    http: { method: 'GET', path: '/staff/sessions/{bookingId}/attendance' },
  }),
  receiveWebhook: defineRpc('rpc.session.receive_webhook.v1', {
    summary: 'A report of the server of classrooms',
    input: ReceiveRoomWebhook,
    output: RoomWebhookReceived,
    errors: [sessionErrors.badWebhook],
  }),
};
