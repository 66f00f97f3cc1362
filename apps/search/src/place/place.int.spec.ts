import { searchRpc } from '@edu/contracts-search';
import { startNominatimSimulator, type NominatimSimulator } from '@edu/simulators';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { searchService } from '../main.ts';

let simulator: NominatimSimulator;
let service: TestService;
let as: TestActor;
beforeAll(async () => {
  simulator = await startNominatimSimulator({});
  service = await startTestService(searchService, {
    env: {
      GEOCODING_BY: 'nominatim',
      NOMINATIM_URL: simulator.url,
      NOMINATIM_CONTACT: 'operators@educonnect.test',
    },
  });
  as = await testActor('tutor');
});
afterAll(async () => {
  await service?.stop();
  await simulator?.close();
});

const lookUp = (q: string) => service.call(searchRpc.lookUpPlace, { q, limit: 1 }, { as });

it('asks Nominatim for a place, says whom it is owed to, and the gazetteer when that fails', async () => {
  const attribution = {
    text: '© OpenStreetMap contributors',
    url: 'https://www.openstreetmap.org/copyright',
  };
  expect(await lookUp('Angré 8e tranche')).toMatchObject({
    ...{ items: [{ name: 'Angré 8e Tranche', within: 'Abidjan' }], attribution },
  });
  simulator.faults.change({ fail503: { next: 1 } });
  expect(await lookUp('Cocody')).toMatchObject({
    ...{ items: [{ name: 'Cocody', within: 'Abidjan' }], attribution: null },
  });
});

it('lets nobody elsewhere know where somebody is but for a kilometre', async () => {
  const point = { lat: 5.361_234, lng: -3.967_891 };
  const { place } = await service.call(searchRpc.nearestPlace, point, { as });
  expect(place).toMatchObject({ name: 'Cocody', within: 'Abidjan', country: 'CI' });
  const { path } = simulator.requests.at(-1)!;
  expect(path).toContain('lat=5.36&lon=-3.97&');
});

it('never asks it while somebody types', async () => {
  const before = simulator.requests.length;
  const { items } = await service.call(searchRpc.places, { q: 'abid', limit: 1 }, { as });
  expect(items).toMatchObject([{ name: 'Abidjan' }]);
  expect(simulator.requests).toHaveLength(before);
});
