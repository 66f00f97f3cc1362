import { defineRpc, Empty } from '@edu/contract-kit';
import { bookingErrors } from './booking.errors.ts';
import {
  CalendarFeed,
  CalendarFeedLessons,
  OpenedCalendarFeed,
  ReadCalendarFeed,
} from './calendar.schemas.ts';
import {
  BookingCounts,
  CalendarLessons,
  CountBookings,
  LessonPeople,
  ListLessonPeople,
  ShowCalendar,
} from './list.schemas.ts';

export const calendarRpc = {
  counts: defineRpc('rpc.booking.counts.v1', {
    summary: 'How many of my bookings there are, by their states',
    access: 'user',
    resource: 'self',
    input: CountBookings,
    output: BookingCounts,
    errors: [bookingErrors.learnerNotFound],
    http: { method: 'GET', path: '/bookings/counts' },
  }),
  people: defineRpc('rpc.booking.people.v1', {
    summary: 'With whom I have or had lessons',
    access: 'user',
    resource: 'self',
    input: ListLessonPeople,
    output: LessonPeople,
    errors: [bookingErrors.learnerNotFound],
    http: { method: 'GET', path: '/bookings/people' },
  }),
  showCalendar: defineRpc('rpc.booking.show_calendar.v1', {
    summary: 'My lessons of some days',
    description: 'Those that stand, are held or took place; not those that were called off.',
    access: 'user',
    resource: 'self',
    input: ShowCalendar,
    output: CalendarLessons,
    errors: [bookingErrors.learnerNotFound],
    http: { method: 'GET', path: '/bookings/calendar' },
  }),
  getCalendarFeed: defineRpc('rpc.booking.get_calendar_feed.v1', {
    summary: 'Whether another program can follow my lessons',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: CalendarFeed,
    http: { method: 'GET', path: '/me/calendar-feed' },
  }),
  openCalendarFeed: defineRpc('rpc.booking.open_calendar_feed.v1', {
    summary: 'Let a calendar of another program follow my lessons',
    description: 'By a secret address, which replaces the one that there was.',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: OpenedCalendarFeed,
    http: {
      method: 'POST',
      path: '/me/calendar-feed',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  closeCalendarFeed: defineRpc('rpc.booking.close_calendar_feed.v1', {
    summary: 'Let nobody follow my lessons any more',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: CalendarFeed,
    http: { method: 'DELETE', path: '/me/calendar-feed' },
  }),
  /** For the gateway, which makes a calendar of it. */
  readCalendarFeed: defineRpc('rpc.booking.read_calendar_feed.v1', {
    summary: 'The lessons of the calendar that a secret address leads to',
    input: ReadCalendarFeed,
    output: CalendarFeedLessons,
    errors: [bookingErrors.calendarNotFound],
  }),
};
