import { Icon, shortZoneName, useReader } from '@edu/ui';
import type { TimesQuery } from './times-query.ts';

/** Where our readers mostly are; theirs and the provider's are added. */
const COMMON_ZONES = [
  'Africa/Abidjan',
  'Africa/Dakar',
  'Africa/Accra',
  'Africa/Bamako',
  'Africa/Casablanca',
  'Africa/Conakry',
  'Africa/Douala',
  'Africa/Kinshasa',
  'Africa/Lagos',
  'Africa/Libreville',
  'Africa/Lome',
  'Africa/Lubumbashi',
  'Africa/Ndjamena',
  'Africa/Niamey',
  'Africa/Ouagadougou',
  'Africa/Porto-Novo',
  'Africa/Tunis',
  'America/Montreal',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Beirut',
  'Asia/Dubai',
  'Asia/Shanghai',
  'Europe/Brussels',
  'Europe/Lisbon',
  'Europe/London',
  'Europe/Paris',
  'Indian/Reunion',
];

interface Props {
  readonly zone: string;
  readonly providerZone: string;
  readonly isKnown: boolean;
  readonly action: string;
  /** What else the reader has chosen. */
  readonly query: TimesQuery;
  readonly now: Date;
}

/** Says in which zone the times are, and lets the reader choose another without a script. */
export function ZoneChoice({ zone, providerZone, isKnown, action, query, now }: Props) {
  const { locale, t } = useReader();
  const nameOf = (one: string) => shortZoneName(one, now);
  const zones = [...new Set([...COMMON_ZONES, zone, providerZone])]
    .map((one) => ({ one, name: nameOf(one) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  const kept = Object.entries({ ...query, zone: undefined }).filter(
    ([, value]) => value !== undefined,
  );
  return (
    <details className="zone">
      <summary>
        <Icon name="clock" />
        <span>{t(isKnown ? 'provider.zoneIs' : 'provider.zoneGuess', { zone: nameOf(zone) })}</span>
      </summary>
      <form action={action} method="get">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        <label className="field">
          <span>{t('provider.zone')}</span>
          <select name="zone" defaultValue={zone}>
            {zones.map(({ one, name }) => (
              <option key={one} value={one}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="quiet">
          {t('provider.showZone')}
        </button>
      </form>
    </details>
  );
}
