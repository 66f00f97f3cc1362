import type { Locale } from '@edu/contract-kit';
import { shortZoneName } from '@edu/ui';

/** Where most people are who learn and teach here; offered first. */
const USUAL = [
  'Africa/Abidjan',
  'Africa/Dakar',
  'Africa/Douala',
  'Africa/Kinshasa',
  'Africa/Lagos',
  'Europe/Paris',
  'Europe/London',
  'America/Toronto',
  'America/New_York',
];
/** Regions of the zone database that are places, in the order in which they are offered. */
export const ZONE_REGIONS = [
  'Africa',
  'Europe',
  'America',
  'Asia',
  'Indian',
  'Atlantic',
  'Australia',
  'Pacific',
  'Antarctica',
  'Arctic',
] as const;
export type ZoneRegion = (typeof ZONE_REGIONS)[number];

export interface ZoneOption {
  /** IANA name. */
  readonly zone: string;
  /** `Abidjan (UTC+0)` */
  readonly label: string;
}

export interface ZoneGroup {
  readonly region: ZoneRegion;
  readonly zones: readonly ZoneOption[];
}

/** The account's zone, the device's, and the usual ones, each once. */
export function usualZones(chosen: string | null, device: string, now: Date): ZoneOption[] {
  const zones = new Set([chosen ?? device, device, ...USUAL]);
  return [...zones].map((zone) => ({ zone, label: shortZoneName(zone, now) }));
}

/**
 * All zones by region, with what their clocks show against UTC now. Takes a tenth of a second on a cheap
 * phone, so it is asked for when the page stands.
 *
 * @param known names that this browser knows; none on those of before 2022
 */
export function zoneGroups(known: readonly string[], locale: Locale, now: Date): ZoneGroup[] {
  return ZONE_REGIONS.map((region) => ({
    region,
    zones: known
      .filter((zone) => zone.startsWith(`${region}/`))
      .map((zone) => ({ zone, label: shortZoneName(zone, now) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale)),
  })).filter(({ zones }) => zones.length > 0);
}

export function knownZones(): readonly string[] {
  const intl = Intl as { supportedValuesOf?: (key: 'timeZone') => string[] };
  return intl.supportedValuesOf?.('timeZone') ?? [];
}
