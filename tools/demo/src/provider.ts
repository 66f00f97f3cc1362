import type { Fluency, Level, Locale, ProviderRole } from '@edu/contract-kit';
import type { CityId } from './cities.ts';
import type { Hours } from './hours.ts';

/** A made-up person who teaches, coaches or mentors. */
export interface DemoProvider {
  /** Local part of the e-mail address; never changes, since the account's id is made of it. */
  readonly login: string;
  readonly name: string;
  readonly kind: ProviderRole;
  readonly locale: Locale;
  readonly city: CityId;
  /** Where a tutor starts from, and how many kilometres the tutor travels; online only without. */
  readonly travels?: { readonly lat: number; readonly lng: number; readonly radiusKm: number };
  readonly headline: string;
  readonly bio: string;
  /** Slugs of the search's catalogue. */
  readonly subjects: readonly string[];
  /** Of a tutor: at which levels each of them is taught. */
  readonly levels?: Readonly<Record<string, readonly Level[]>>;
  readonly languages: readonly string[];
  /** How well the languages are spoken, in their order; the first alone is native without. */
  readonly fluency?: readonly Fluency[];
  readonly diplomas?: readonly {
    readonly title: string;
    readonly institution?: string;
    readonly year: number;
  }[];
  readonly goals?: readonly string[];
  /** An hour, in minor units of the city's currency. */
  readonly rate: number;
  readonly hours: Hours;
  readonly durations: readonly number[];
  /** A first lesson to try: minutes, and its price as the rate is meant. */
  readonly trial?: { readonly minutes: number; readonly price: number };
}
