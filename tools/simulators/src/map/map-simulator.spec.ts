import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMapSimulator } from './map-simulator.ts';

let map: Awaited<ReturnType<typeof startMapSimulator>>;
beforeAll(async () => {
  map = await startMapSimulator({});
});
afterAll(() => map.close());

const tile = async (path: string) => {
  const answer = await fetch(`${map.url}/tiles/${path}.svg`);
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: await answer.text(),
  };
};

it('draws every tile of the world, each another', async () => {
  const [one, other] = [await tile('12/2000/2001'), await tile('12/2001/2001')];
  expect(one).toMatchObject({ status: 200, type: 'image/svg+xml' });
  expect(one.text).not.toBe(other.text);
});

it.each(['2/4/0', '2/0/4', '20/0/0', '-1/0/0', 'a/b/c'])('has no tile %s', async (path) => {
  expect((await tile(path)).status).toBe(404);
});

it('fails as a server of tiles does', async () => {
  map.faults.change({ fail: { next: 1 } });
  expect([(await tile('1/0/0')).status, (await tile('1/0/0')).status]).toEqual([503, 200]);
});
