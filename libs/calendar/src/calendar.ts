export {
  calendarOf,
  CALENDAR_TYPE,
  type CalendarLesson,
  type CalendarOptions,
  type Invitation,
} from './calendar-of.ts';
