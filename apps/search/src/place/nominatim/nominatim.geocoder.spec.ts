import { startNominatimSimulator, type NominatimSimulator } from '@edu/simulators';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { geocoderConformance } from '../geocoder.conformance.ts';
import { Nominatim, TooManyRequests } from './nominatim.geocoder.ts';

const userAgent = 'EduConnect/1.0 (operators@educonnect.test)';
let simulator: NominatimSimulator;
let nominatim: Nominatim;
beforeAll(async () => {
  simulator = await startNominatimSimulator({});
  nominatim = new Nominatim({ url: simulator.url, userAgent });
});
beforeEach(() => simulator.faults.reset());
afterAll(() => simulator?.close());

geocoderConformance(() => nominatim);

describe('Nominatim', () => {
  it('knows what no gazetteer has, and answers in the language of the reader', async () => {
    expect(await nominatim.find('angré 8e tranche', 'fr', 1)).toEqual([
      {
        ...{ name: 'Angré 8e Tranche', within: 'Abidjan', country: 'CI' },
        location: { lat: 5.4, lng: -3.98 },
      },
    ]);
    expect((await nominatim.find('dakar plateau', 'en', 1))[0]!.name).toBe('Dakar Plateau');
    expect((await nominatim.find('dakar plateau', 'fr', 1))[0]!.name).toBe('Plateau de Dakar');
  });

  it('is asked as it documents: jsonv2 with addresses, by an application that says who it is', async () => {
    await nominatim.find('Cocody & Abidjan?', 'fr', 3);
    const { path, userAgent: shown } = simulator.requests.at(-1)!;
    expect(shown).toBe(userAgent);
    expect(path).toBe(
      '/search?q=Cocody+%26+Abidjan%3F&limit=3&format=jsonv2&addressdetails=1&accept-language=fr',
    );
  });

  it('says that too much was asked', async () => {
    simulator.faults.change({ rateLimit429: { next: 1 } });
    await expect(nominatim.find('Cocody', 'fr', 1)).rejects.toBeInstanceOf(TooManyRequests);
  });

  it.each([
    ['is overloaded', { fail503: { next: 1 } }],
    ['answers half', { malformed: { next: 1 } }],
    ['is too slow', { slow: { next: 1, ms: 6_000 } }],
  ])('fails when it %s', async (_what, faults) => {
    simulator.faults.change(faults);
    await expect(nominatim.nearest({ lat: 5.36, lng: -3.97 }, 'fr')).rejects.toThrow();
    simulator.faults.reset();
  });
});
