import { LESSON_MINUTES, LessonMode, type Locale } from '@edu/contract-kit';
import { knownZone } from '../../page/visitor.ts';

/** Which free times somebody looks at; undefined where the page decides. */
export interface TimesQuery {
  /** The day, in the zone. */
  readonly from: string | undefined;
  readonly minutes: number | undefined;
  readonly mode: LessonMode | undefined;
  /** The trial lesson, in place of a usual one. */
  readonly trial: true | undefined;
  /** Chosen on the page, in place of the device's. */
  readonly zone: string | undefined;
}

/** What makes no sense is as if it were not there. */
export function readTimesQuery(params: Readonly<Record<string, string>>): TimesQuery {
  const { from, minutes, mode, trial, zone } = params;
  return {
    from,
    minutes: lengthOf(minutes),
    mode: LessonMode.safeParse(mode).data,
    trial: trial === 'true' ? true : undefined,
    zone: knownZone(zone),
  };
}

function lengthOf(text: string | undefined): number | undefined {
  const minutes = text && /^\d+$/.test(text) ? Number(text) : 0;
  return minutes >= LESSON_MINUTES.min && minutes <= LESSON_MINUTES.max ? minutes : undefined;
}

/** The provider's page with these times in sight. */
export function providerAddress(locale: Locale, slug: string, query?: Partial<TimesQuery>): string {
  const said = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const params = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return `/${locale}/providers/${slug}${params && `?${params}#times`}`;
}
