import { Injectable } from '@nestjs/common';
import { calendarOf, type CalendarOptions } from '@edu/calendar';
import type { Locale } from '@edu/contract-kit';
import type { BookingDetails } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { GatewayConfig } from '../app.config.ts';
import { lessonEntry } from './lesson-entry.ts';
import { SubjectLabels } from './subject-labels.ts';

export interface Calendar extends Pick<CalendarOptions, 'name'> {
  readonly lessons: readonly BookingDetails[];
  readonly locale: Locale;
  readonly readerId: string;
}

/** Makes calendars of lessons. */
@Injectable()
export class CalendarFiles {
  constructor(
    private readonly subjects: SubjectLabels,
    private readonly clock: Clock,
    private readonly config: GatewayConfig,
  ) {}

  async of({ lessons, locale, readerId, ...options }: Calendar, call: Call): Promise<string> {
    const labelOf = await this.subjects.in(locale, call);
    const publicUrl = this.config.PUBLIC_URL;
    const entries = lessons.map((lesson) =>
      lessonEntry(lesson, { locale, publicUrl, readerId, subject: labelOf(lesson.subject) }),
    );
    return calendarOf(entries, { at: this.clock.now(), ...options });
  }
}
