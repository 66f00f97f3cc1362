import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { searchRpc } from '@edu/contracts-search';
import { startTraceCollector, type TraceCollector } from '@edu/simulators';
import { startService } from '@edu/service';
import {
  eventually,
  natsUrlOf,
  startTestService,
  testActor,
  testServers,
  testStorage,
  type TestService,
} from '@edu/testing';
import { gatewayService } from '../main.ts';

let gateway: TestService;
let collector: TraceCollector;
let url: string;

beforeAll(async () => {
  collector = await startTraceCollector();
  gateway = await startTestService(gatewayService, {
    env: {
      PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      TRACE_SAMPLE_RATIO: '1',
    },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
});
afterAll(async () => {
  await gateway.stop();
  await collector.close();
});

const metrics = async () => {
  const page = await fetch(`http://127.0.0.1:${gateway.instances[0]!.healthPort}/metrics`);
  return page.text();
};
const countOf = async (route: string, status: number) => {
  const wanted = ['edu_http_duration_seconds_count', `route="${route}"`, `status="${status}"`];
  const lines = (await metrics()).split('\n');
  const found = lines.find((line) => wanted.every((part) => line.includes(part)));
  return Number(found?.split(' ').at(-1) ?? 0);
};
const fails = () => {
  throw platformErrors.internal();
};
const noTutors = { items: [], nextCursor: null, facets: null };
const traceId = () => newId().replaceAll('-', '');
const search = async (id: string, answer: () => typeof noTutors = () => noTutors, at = url) => {
  gateway.fake(searchRpc.tutors, answer);
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
  const headers = { traceparent: `00-${id}-00f067aa0ba902b7-01`, 'x-request-id': 'request-1' };
  return fetch(`${at}/api/v1/search/tutors?q=canary`, { headers });
};

describe('the metrics of requests', () => {
  it('name routes by template, and whatever is not a route "unknown"', async () => {
    const student = await testActor('student');
    const headers = { authorization: `Bearer ${student.token}` };
    gateway.fake(bookingRpc.get, fails);
    await gateway.nats.connection.flush();
    for (const id of [newId(), newId()]) await fetch(`${url}/api/v1/bookings/${id}`, { headers });
    for (const path of ['canary', 'api/v1/canary']) await fetch(`${url}/${path}`);
    await eventually(async () => {
      expect(await countOf('/api/v1/bookings/:id', 500)).toBe(2);
      expect(await countOf('unknown', 404)).toBe(2);
    });
    expect(await metrics()).not.toContain('canary');
  });

  it('count a request whose client disconnected, and end at 0 in flight', async () => {
    const left = Promise.withResolvers<void>();
    gateway.fake(searchRpc.tutors, async () => {
      await left.promise;
      return noTutors;
    });
    await gateway.nats.connection.flush();
    const inFlight = async () => /^edu_requests_in_flight\{.*\} (\d+)$/m.exec(await metrics())![1];
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/v1/search/tutors HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
    await eventually(async () => expect(await inFlight()).toBe('1'));
    socket.destroy();
    await eventually(async () => expect(await inFlight()).toBe('0'));
    expect(await countOf('/api/v1/search/tutors', 499)).toBe(1);
    left.resolve();
  });

  it('include the state of servers and consumers', async () => {
    const page = await metrics();
    expect(page).toMatch(/^edu_nats_connected\{service="gateway"\} 1$/m);
    expect(page).toMatch(/^edu_redis_up\{service="gateway"\} 1$/m);
  });
});

describe('the trace of a request', () => {
  it('goes on to the service with the request id, under a span with the route and no query', async () => {
    const id = traceId();
    let asked: string | undefined;
    const spy = gateway.nats.connection.subscribe(searchRpc.tutors.subject, {
      callback: (_error, message) => {
        asked = message.headers?.get('traceparent');
      },
    });
    const requestId = (await search(id)).headers.get('x-request-id')!;
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/); // ours, whatever the caller calls it
    spy.unsubscribe();
    await eventually(() => expect(collector.spans.filter((s) => s.traceId === id)).toHaveLength(2));
    const [client, server] = collector.spans.filter((span) => span.traceId === id);
    expect(asked).toBe(`00-${id}-${client!.spanId}-01`);
    expect(client!.parentId).toBe(server!.spanId);
    expect(server).toMatchObject({
      name: 'GET /api/v1/search/tutors',
      parentId: '00f067aa0ba902b7',
      attributes: { 'http.response.status_code': '200', 'edu.request_id': requestId },
    });
    expect(collector.bodies.join()).not.toContain('canary');
  });

  it('is not kept when it is not sampled and succeeds, and is when it fails', async () => {
    const unsampled = await startService(gatewayService, {
      env: {
        NODE_ENV: 'test',
        LOG_LEVEL: 'fatal',
        PORT: '0',
        NATS_URL: natsUrlOf('gateway'),
        REDIS_URL: testServers().redisUrl,
        ...testStorage(gateway.storage),
        PUBLIC_URL: 'https://educonnect.test',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        TRACE_SAMPLE_RATIO: '0',
      },
    });
    const at = `http://127.0.0.1:${unsampled.port}`;
    const [good, bad] = [traceId(), traceId()];
    // The caller says that it samples; what is kept is ours to decide.
    expect((await search(good, undefined, at)).status).toBe(200);
    expect((await search(bad, fails, at)).status).toBe(500);
    await eventually(() =>
      expect(collector.spans.filter((s) => s.traceId === bad)).toHaveLength(1),
    );
    expect(collector.spans.find((span) => span.traceId === bad)).toMatchObject({
      name: 'GET /api/v1/search/tutors',
      failed: true,
    });
    expect(collector.spans.filter((span) => span.traceId === good)).toEqual([]);
    await unsampled.stop();
  });
});
