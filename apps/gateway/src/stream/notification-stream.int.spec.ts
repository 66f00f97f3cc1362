import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, retentionEvents } from '@edu/contract-kit';
import { authEvents, RETAINING_SERVICES } from '@edu/contracts-auth';
import { notificationEvents } from '@edu/contracts-notification';
import { searchEvents } from '@edu/contracts-search';
import {
  eventually,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { gatewayService } from '../main.ts';

/** How soon after the right to it a stream must end. */
const SOON_MS = 5_000;

let gateway: TestService;
let url: string;
let student: TestActor;
const open: Reader[] = [];

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1/me/notifications/stream`;
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  gateway.clock.set(new Date());
  student = await testActor('student');
});
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.leave();
});

/** Reads a stream as a page does. */
class Reader {
  text = '';
  ended = false;
  readonly response: Response;
  readonly #abort: AbortController;

  constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    void this.#read();
  }

  async leave(): Promise<void> {
    this.#abort.abort();
    await eventually(() => expect(this.ended).toBe(true));
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const bytes of this.response.body!) this.text += decoder.decode(bytes);
    } catch {
      // it was left
    }
    this.ended = true;
  }
}

async function read(as: TestActor, method = 'GET'): Promise<Reader> {
  const abort = new AbortController();
  const headers = { authorization: `Bearer ${as.token}` };
  const reader = new Reader(await fetch(url, { method, headers, signal: abort.signal }), abort);
  open.push(reader);
  return reader;
}
const deliver = (userId: string, template = 'booking_confirmed') =>
  gateway.publish(notificationEvents.delivered, {
    channel: 'in_app',
    template,
    messageId: newId(),
    userId,
  });
const endsSoon = async (reader: Reader, began = Date.now()) => {
  await eventually(() => expect(reader.ended).toBe(true));
  expect(Date.now() - began).toBeLessThan(SOON_MS);
};

it('sends events of new notifications to their user only', async () => {
  const mine = await read(student);
  expect(mine.response.headers.get('content-type')).toContain('text/event-stream');
  const other = await read(await testActor('student'));
  await deliver(student.userId);
  await eventually(() => expect(mine.text.match(/event: notification/g)).toHaveLength(1));
  expect(other.text).not.toContain('event: notification');
});

it('sends how far a job is to whose data it is about', async () => {
  const [mine, other] = [await read(student), await read(await testActor('student'))];
  const job = { jobId: newId(), kind: 'export', state: 'running', percent: 40 } as const;
  await gateway.publish(authEvents.jobProgressed, { ...job, userId: student.userId });
  await eventually(() => expect(mine.text).toContain(`event: job\ndata: ${JSON.stringify(job)}`));
  expect(other.text).not.toContain('event: job');
});

it('sends how far a reindexing is to the admin who asked for it', async () => {
  const admin = await testActor('admin');
  const [mine, other] = [await read(admin), await read(await testActor('admin'))];
  const progress = { jobId: newId(), state: 'running', percent: 40 } as const;
  await gateway.publish(searchEvents.reindexProgressed, { ...progress, userId: admin.userId });
  const job = { ...progress, kind: 'reindex' };
  await eventually(() => expect(mine.text).toContain(`event: job\ndata: ${JSON.stringify(job)}`));
  expect(other.text).not.toContain('event: job');
});

it('sends how far what is deleted in time is to every admin, and to nobody else', async () => {
  const [one, other] = [await read(await testActor('admin')), await read(await testActor('admin'))];
  const not = await read(await testActor('support'));
  const progress = { state: 'running', percent: 40, message: 'message', rows: 2_000 } as const;
  for (const service of RETAINING_SERVICES) {
    const run = { jobId: newId(), ...progress };
    await gateway.publish(retentionEvents(service).retentionProgressed, run);
    const job = JSON.stringify({ ...run, kind: 'retention', service });
    await eventually(() => expect(one.text).toContain(`event: job\ndata: ${job}`));
    await eventually(() => expect(other.text).toContain(`event: job\ndata: ${job}`));
  }
  expect(not.text).not.toContain('event: job');
});

it('needs a token, and answers HEAD without opening one', async () => {
  expect((await fetch(url)).status).toBe(401);
  const head = await read(student, 'HEAD');
  expect(head.response.status).toBe(200);
  await eventually(() => expect(head.ended).toBe(true));
});

describe('a stream ends', () => {
  it('when its session ends, and only that one', async () => {
    const sameUser = await testActor('student', { userId: student.userId });
    const [ending, going] = [await read(student), await read(sameUser)];
    await gateway.publish(authEvents.sessionRevoked, { ...student, reason: 'logout' });
    await endsSoon(ending);
    await deliver(student.userId);
    await eventually(() => expect(going.text).toContain('event: notification'));
    expect(ending.text).not.toContain('event: notification');
  });

  it('when its user is suspended', async () => {
    const streams = [await read(student), await read(student)];
    await gateway.publish(authEvents.userSuspended, { userId: student.userId });
    for (const stream of streams) await endsSoon(stream);
  });

  it('when the key of its token is revoked, and only those of that key', async () => {
    const by = await testActor('student', { userId: student.userId, keyId: 'stolen' });
    const [ending, going] = [await read(by), await read(student)];
    await gateway.publish(authEvents.signingKeyRevoked, { keyId: 'stolen' });
    await endsSoon(ending);
    await deliver(student.userId);
    await eventually(() => expect(going.text).toContain('event: notification'));
  });

  it('when its token expires', async () => {
    const stream = await read(student);
    gateway.clock.set(new Date(Date.now() + 890_000));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(stream.ended).toBe(false);
    gateway.clock.set(new Date(Date.now() + 901_000));
    await endsSoon(stream);
  });

  it('when its client reads too slowly', async () => {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${student.token}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    const closed = once(socket, 'close');
    const large = 'x'.repeat(50_000);
    // More than the buffers of both sides hold.
    for (let n = 0; n < 300; n++) await deliver(student.userId, large);
    socket.resume();
    await closed;
    expect((await read(student)).response.status).toBe(200);
  }, 30_000);
});

describe('a person', () => {
  it('may open six streams; the seventh is refused and ends none of them', async () => {
    const six = [];
    for (let n = 0; n < 6; n++) six.push(await read(student));
    const seventh = await read(student);
    // Any answer but 200 makes an EventSource close for good instead of coming again.
    expect(seventh.response.status).toBe(429);
    expect(seventh.response.headers.get('content-type')).toContain('application/problem+json');
    await deliver(student.userId);
    for (const stream of six) {
      await eventually(() => expect(stream.text).toContain('event: notification'));
    }
    await six[0]!.leave();
    await eventually(async () => expect((await read(student)).response.status).toBe(200));
  });

  it('is limited in how often they open streams', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 32; n++) {
      const stream = await read(student);
      statuses.push(stream.response.status);
      await stream.leave();
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(200));
  });
});
