import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routedRpcs } from '@edu/contracts-registry';
import { RpcCaller } from '@edu/demo';
import {
  ApiClient,
  cellsOf,
  missingInTable,
  NatsUser,
  openCast,
  replay,
  sampleCells,
  tryGatewayRoutes,
  type Cast,
} from '@edu/journey';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

/** All cells take `npm run prove:authorisation` minutes; these find in seconds what is wrong everywhere. */
const PAIRS = 150;
const SMALL_SERVICE = 'session';
const seed = Number(process.env['EDU_SEED'] ?? randomInt(2 ** 31));

const platform = inject('platform');
const api = new ApiClient(platform.url);
let operator: RpcCaller;
let cast: Cast;
let gateway: NatsUser;

beforeAll(async () => {
  operator = await RpcCaller.connect(platform.natsUrl, 'e2e');
  gateway = await NatsUser.connect('gateway', platform.gatewayNatsUrl);
  cast = await openCast({
    ...{ api, operator, stripeUrl: platform.urls.stripe, databaseUrl: platform.databaseUrl },
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([gateway.close(), operator.close()]);
  await api.close();
});

describe('who may do what', () => {
  it('is what the platform does, on routes that are in no contract', async () => {
    expect((await tryGatewayRoutes(platform.url, cast)).faults).toEqual([]);
  });

  it(`is what the platform does, in a sample over HTTP and on NATS (EDU_SEED=${seed})`, async () => {
    const cells = cellsOf(routedRpcs, cast);
    const sample = sampleCells(cells, { seed, pairs: PAIRS, service: SMALL_SERVICE });
    const ofService = cells.filter(({ rpc }) => rpc.subject.startsWith(`rpc.${SMALL_SERVICE}.`));
    expect(ofService.length).toBeGreaterThan(20);
    expect(sample).toEqual(expect.arrayContaining(ofService));
    const { cells: tried, faults } = await replay(sample, { api, gateway });
    expect(tried).toBeGreaterThan(2 * PAIRS);
    expect(faults).toEqual([]);
  });
});

describe('the table', () => {
  it('has every route and every call of the platform', async () => {
    expect(await missingInTable(platform.url)).toEqual([]);
  });

  it('lacks a route that somebody adds without it', async () => {
    const document = JSON.stringify({
      paths: { '/api/v1/me': { get: {} }, '/api/v1/backdoor': { get: {}, post: {} } },
    });
    const server = createServer((_request, response) => response.end(document));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      expect(await missingInTable(`http://127.0.0.1:${port}`)).toEqual([
        'GET /api/v1/backdoor',
        'POST /api/v1/backdoor',
      ]);
    } finally {
      server.close();
    }
  });
});
