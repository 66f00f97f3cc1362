import { useEffect, useState } from 'react';
import { authUpdateMe } from '@edu/client/fields';
import { deviceZone, SelectField, useReader } from '@edu/ui';
import {
  knownZones,
  usualZones,
  zoneGroups,
  type ZoneGroup,
  type ZoneOption,
} from './zone-list.ts';

/** The zone in which messages give times. */
export function ZoneField({ zone }: { readonly zone: string | null }) {
  const { locale, t } = useReader();
  const [now] = useState(() => new Date());
  const [usual] = useState(() => usualZones(zone, deviceZone(), now));
  const [groups, setGroups] = useState<readonly ZoneGroup[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setGroups(zoneGroups(knownZones(), locale, now)));
    return () => clearTimeout(timer);
  }, [locale, now]);
  const offered = new Set(usual.map((option) => option.zone));
  const options = (zones: readonly ZoneOption[]) =>
    zones.map((option) => (
      <option key={option.zone} value={option.zone}>
        {option.label}
      </option>
    ));
  return (
    <SelectField
      field={authUpdateMe['/zone']}
      label={t('account.zone')}
      hint={t('account.zoneHint')}
      defaultValue={usual[0]!.zone}
    >
      <optgroup label={t('account.zones.usual')}>{options(usual)}</optgroup>
      {groups.map(({ region, zones }) => (
        <optgroup key={region} label={t(`account.zones.${region}`)}>
          {options(zones.filter((option) => !offered.has(option.zone)))}
        </optgroup>
      ))}
    </SelectField>
  );
}
