import type { BookingDetails, Client } from '@edu/client';
import { keepAnswer, keptAnswer } from '../../island/kept-answers.ts';
import { serverClock } from '../../island/server-clock.ts';
import { nameOfSeries } from './lesson-queries.ts';

/** Of a list: those that come first. */
const MOST = 5;
const YOUNG_MS = 3_600_000;

/** Reads the series behind the cards of a list, one after the other, so that they open without a network. */
export async function keepSeries(api: Client, lessons: readonly BookingDetails[]): Promise<void> {
  const ids = lessons.flatMap(({ seriesId, ofSeries }) => (ofSeries && seriesId) ?? []);
  for (const seriesId of ids.slice(0, MOST)) {
    const name = nameOfSeries(seriesId);
    const kept = keptAnswer(name);
    const now = serverClock.now();
    if (now === undefined || (kept && now - kept.at < YOUNG_MS)) continue;
    const params = { path: { seriesId } };
    keepAnswer(name, await api.get('/api/v1/series/{seriesId}', { params }), now);
  }
}
