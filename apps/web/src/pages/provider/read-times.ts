import { ApiError, NetworkError, type Slots } from '@edu/client';
import type { Api } from '../../page/api.ts';
import { bookableDay, WINDOW_DAYS, weekOf } from './free-times.ts';
import { addDays, localDate } from './local-date.ts';
import type { TimesQuery } from './times-query.ts';

const USUAL_MINUTES = 60;

/** Free times as they are shown. */
export interface Times {
  readonly slots: Slots;
  /** The times of the trial lesson. */
  readonly isTrial: boolean;
  /** In the zone of the slots. */
  readonly today: string;
  /** The day asked for; undefined when the first free one is meant. */
  readonly day: string | undefined;
  /** The first of the seven days beside each other. */
  readonly week: string;
}

/** No times are offered, or none can be had now. */
export type NoTimes = 'none' | 'down';

interface Asked extends TimesQuery {
  /** The device's, undefined when it has not said. */
  readonly deviceZone: string | undefined;
  readonly now: Date;
}

/**
 * The free times of four weeks. Where nothing is known of the reader's zone, they are the provider's.
 *
 * @throws ApiError when the request makes no sense
 */
export async function readTimes(api: Api, id: string, asked: Asked): Promise<Times | NoTimes> {
  const zone = asked.zone ?? asked.deviceZone;
  const read = async (
    zoneOfDays: string,
    durationMinutes: number,
    trial = false,
  ): Promise<Omit<Times, 'isTrial'>> => {
    const today = localDate(asked.now, zoneOfDays);
    const day = bookableDay(asked.from, today);
    const week = weekOf(day ?? today, today);
    const to = addDays(week, WINDOW_DAYS - 1);
    const query = { from: week, to, zone: zoneOfDays, durationMinutes, trial };
    const params = { path: { id }, query };
    return { slots: await api.get('/api/v1/providers/{id}/slots', { params }), today, day, week };
  };
  try {
    const minutes = asked.minutes ?? USUAL_MINUTES;
    const times = await read(zone ?? 'UTC', minutes, asked.trial);
    const { durationsMinutes, providerZone, trial } = times.slots;
    const isTrial = asked.trial === true && trial !== null;
    const usual = durationsMinutes.includes(minutes) ? minutes : (durationsMinutes[0] ?? minutes);
    const offered = isTrial ? trial.durationMinutes : usual;
    const isMeant =
      offered === minutes &&
      isTrial === (asked.trial === true) &&
      (zone ?? providerZone) === times.slots.zone;
    return {
      ...(isMeant ? times : await read(zone ?? providerZone, offered, isTrial)),
      isTrial,
    };
  } catch (error) {
    if (error instanceof NetworkError) return 'down';
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return 'none';
    if (error.status >= 500 || error.status === 429) return 'down';
    throw error;
  }
}
