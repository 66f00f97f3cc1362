import { Injectable } from '@nestjs/common';
import { Scheduler, statement } from '@edu/persistence';
import { BookingDb } from '../booking.db.ts';
import { Lessons } from './lessons.service.ts';

const EVERY_MS = 1_000;
const BATCH = 50;
const FIND_DUE = statement(
  {},
  `SELECT id FROM process WHERE kind = 'lesson' AND due_at <= now() ORDER BY due_at LIMIT ${BATCH}`,
).returns<{ id: string }>();

/** Lets lessons go on when their time has come. */
@Injectable()
export class LessonClock {
  constructor(
    private readonly db: BookingDb,
    private readonly lessons: Lessons,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'lessons that are due', () => this.goOn());
  }

  private async goOn(): Promise<void> {
    for (const { id } of await this.db.query(FIND_DUE)) await this.lessons.goOn(id);
  }
}
