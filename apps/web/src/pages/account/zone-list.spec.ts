import { describe, expect, it } from 'vitest';
import { knownZones, usualZones, zoneGroups } from './zone-list.ts';

const winter = new Date('2026-11-26T10:00:00Z');
const summer = new Date('2026-07-01T10:00:00Z');

describe('the zones that are offered first', () => {
  it('begin with the one of the account, then that of the device, each once', () => {
    const zones = usualZones('Europe/Paris', 'Asia/Tokyo', winter).map(({ zone }) => zone);
    expect(zones.slice(0, 3)).toEqual(['Europe/Paris', 'Asia/Tokyo', 'Africa/Abidjan']);
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('are that of the device where the account has none', () => {
    expect(usualZones(null, 'Africa/Dakar', winter)[0]).toEqual({
      zone: 'Africa/Dakar',
      label: 'Dakar (UTC+0)',
    });
  });

  it('say what their clocks show today', () => {
    const paris = (now: Date) => usualZones('Europe/Paris', 'Europe/Paris', now)[0]!.label;
    expect([paris(winter), paris(summer)]).toEqual(['Paris (UTC+1)', 'Paris (UTC+2)']);
  });
});

describe('all zones', () => {
  it('stand by region and in the order of their cities, and none is left out that is a place', () => {
    const known = knownZones();
    const groups = zoneGroups(known, 'en', winter);
    expect(groups[0]!.region).toBe('Africa');
    const labels = groups[0]!.zones.map(({ label }) => label);
    expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
    const offered = groups.flatMap(({ zones }) => zones.map(({ zone }) => zone));
    expect(
      known.filter((zone) => !offered.includes(zone)).filter((zone) => /\//.test(zone)),
    ).toEqual([]);
  });

  it('are none where a browser does not say which it knows', () => {
    expect(zoneGroups([], 'en', winter)).toEqual([]);
  });
});
