import { newId } from '@edu/contract-kit';
import { startTestService, type TestService } from '@edu/testing';
import { sessionService } from '../main.ts';

export const LIVEKIT = {
  LIVEKIT_API_KEY: 'test-key',
  LIVEKIT_API_SECRET: 'b7c1f0e4a29d4c86a5d3',
};

/** The ids of a lesson from 10:00 to 11:00 on 24 November 2026. */
export interface Lesson {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly groupId?: string;
}

const TIMES = {
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:00:00.000Z',
  busyFrom: '2026-11-24T10:00:00.000Z',
  busyUntil: '2026-11-24T11:10:00.000Z',
};

export const DOOR_SECRET = 'c41f8a07d95e4b62a3f0719be85d2c46';

export function startSession(env: Readonly<Record<string, string>> = {}): Promise<TestService> {
  return startTestService(sessionService, {
    env: { LIVEKIT_URL: 'wss://rtc.test', ...LIVEKIT, DOOR_SECRET, ...env },
  });
}

/** The data of `booking.confirmed`. */
export const confirmed = (lesson: Lesson, mode: 'online' | 'in_person' = 'online') => ({
  ...lesson,
  ...TIMES,
  mode,
  version: 2,
  price: { amount: 5_000, currency: 'XOF' as const },
  zone: 'Africa/Abidjan',
  paymentId: newId(),
});

/** The data of `booking.rescheduled`: the same lesson a day later. */
export const rescheduled = (lesson: Lesson) => ({
  ...confirmed(lesson),
  ...{ startsAt: '2026-11-25T10:00:00.000Z', endsAt: '2026-11-25T11:00:00.000Z' },
  ...{
    from: { startsAt: TIMES.startsAt, endsAt: TIMES.endsAt },
    by: 'learner' as const,
    version: 3,
  },
});

/** The data of `booking.canceled`. */
export const canceled = (lesson: Lesson) => ({
  ...lesson,
  ...TIMES,
  version: 3,
  by: 'learner' as const,
  wasPaid: true,
});
