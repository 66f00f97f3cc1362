import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { choosePort } from '@edu/infrastructure';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Ingress } from './ingress.ts';

const servers: Server[] = [];
const ready = { gateway: true, web: true };
let ingress: Ingress;
let url: string;

/** A service that says its name, and on the same port whether it is ready. */
async function replica(name: keyof typeof ready) {
  const server = createServer((request, response) => {
    const probed = request.url === '/health/ready';
    response.writeHead(probed && !ready[name] ? 503 : 200).end(name);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return [{ port, healthPort: port }];
}

beforeAll(async () => {
  const [gateway, web] = [await replica('gateway'), await replica('web')];
  ingress = new Ingress({ gateway: () => gateway, web: () => web });
  const port = await choosePort();
  url = `http://127.0.0.1:${port}`;
  await ingress.listen(port);
});
afterAll(async () => {
  await ingress.close();
  for (const server of servers) server.close();
});

const ask = async (path: string) => {
  const response = await fetch(url + path);
  return `${response.status} ${await response.text()}`;
};

it.each([
  ['/api/v1/search/tutors?q=algebra', 'gateway'],
  ['/docs', 'gateway'],
  ['/docs/', 'gateway'],
  ['/health/live', 'gateway'],
  ['/status', 'gateway'],
  ['/status?lang=fr', 'gateway'],
  ['/', 'web'],
  ['/fr/search?kind=tutor', 'web'],
  ['/apiary', 'web'],
  ['/status/components', 'web'],
  ['/fr/api/v1', 'web'],
])('leads %s to the %s', async (path, service) => {
  expect(await ask(path)).toBe(`200 ${service}`);
});

it('has the API without the web', async () => {
  ready.web = false;
  await eventually(async () => expect(await ask('/fr')).toBe('503 no replica'));
  expect(await ask('/api/v1/openapi.json')).toBe('200 gateway');
});
