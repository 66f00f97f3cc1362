import { identityRpc, routerPath } from '@edu/contract-kit';
import { percentile } from '@edu/journey';
import type { Platform } from '@edu/platform';
import { startChild, type ChildProgram } from '../load/child-program.ts';
import type { ClosedLoop, ClosedLoopMessage } from '../load/closed-loop.ts';
import { ProcessGroup, perRequest, type Watched } from '../measure/process-group.ts';
import type { Floor, Hop } from '../report/result.ts';
import type { HttpCalls } from './http-caller.ts';
import type { NatsCalls } from './nats-caller.ts';

const CALLERS = 32;
/** Of a usual call, as the body of a booking. */
const BYTES = 256;
const BODY = JSON.stringify({ text: 'x'.repeat(BYTES) });
const SUBJECT = 'bench.echo';
/** The public keys: answered from memory, so the way there and back is all. */
const CHEAP_CALL = routerPath(identityRpc.jwks.http!.path);

export interface TransportOptions {
  readonly platform: Platform;
  readonly measureMs: number;
}

/** Bare Fastify and bare NATS, and the hop that consists of both. */
export async function measureTransport({
  platform,
  measureMs,
}: TransportOptions): Promise<{ floors: Floor[]; hop: Hop }> {
  const loop = { callers: CALLERS, warmupMs: measureMs / 2, measureMs };
  const pidOf = (name: string, of: readonly { name: string; pid?: number | undefined }[]) => ({
    name,
    pid: of.find((each) => each.name === name)?.pid ?? 0,
  });
  const nats = pidOf('nats', platform.infrastructure.servers);
  const http = await bareHttp(loop);
  const echo = await bareNats(loop, platform.infrastructure.natsUrl, nats);
  const calls = {
    ...loop,
    url: platform.url,
    method: 'GET',
    path: CHEAP_CALL,
    body: null,
  } as const;
  const { services } = platform;
  const watched = [pidOf('gateway', services), nats, pidOf('auth', services)];
  const hop = await closedLoop('floor/http-caller.ts', calls, watched);
  const floorCpu = sum(http.cpu) + sum(echo.cpu);
  const inSeries = 1 / (1 / http.perSecond! + 1 / echo.perSecond!);
  return {
    floors: [
      { name: 'fastify', what: `POST of ${BODY.length} bytes, ${CALLERS} callers`, ...http },
      { name: 'nats', what: `echo of ${BYTES} bytes, ${CALLERS} callers`, ...echo },
    ],
    hop: {
      perSecond: hop.perSecond!,
      cpu: hop.cpu,
      ofFloorCpu: floorCpu / sum(hop.cpu),
      ofFloorRate: hop.perSecond! / inSeries,
    },
  };
}

type Measured = Omit<Floor, 'name' | 'what'>;

async function bareHttp(loop: ClosedLoop): Promise<Measured> {
  const server = startChild('floor/bare-server.ts');
  try {
    server.send({});
    const { url } = await server.next<{ url: string }>();
    const calls: HttpCalls = { ...loop, url, method: 'POST', path: '/', body: BODY };
    return await closedLoop('floor/http-caller.ts', calls, [{ name: 'server', pid: server.pid }]);
  } finally {
    server.end();
  }
}

async function bareNats(loop: ClosedLoop, natsUrl: string, nats: Watched): Promise<Measured> {
  const responder = startChild('floor/nats-responder.ts');
  try {
    responder.send({ natsUrl, subject: SUBJECT });
    await responder.next();
    const calls: NatsCalls = { ...loop, natsUrl, subject: SUBJECT, bytes: BYTES };
    const watched = [nats, { name: 'responder', pid: responder.pid }];
    // The requester is the gateway's part of a hop, so it counts too.
    return await closedLoop('floor/nats-caller.ts', calls, watched, 'requester');
  } finally {
    responder.end();
  }
}

/** @param callerAs the name under which the caller's own CPU counts; left out without one */
async function closedLoop(
  program: string,
  calls: ClosedLoop,
  watched: readonly Watched[],
  callerAs?: string,
): Promise<Measured> {
  const caller: ChildProgram = startChild(program);
  const group = new ProcessGroup([
    ...watched,
    ...(callerAs ? [{ name: callerAs, pid: caller.pid }] : []),
  ]);
  try {
    caller.send(calls);
    await caller.next<ClosedLoopMessage>();
    const [before, began] = [group.cpu(), performance.now()];
    const { latencyMs } = await caller.next<Exclude<ClosedLoopMessage, string>>();
    const [after, ms] = [group.cpu(), performance.now() - began];
    const n = latencyMs.length;
    return {
      p50: percentile(latencyMs, 0.5),
      p95: percentile(latencyMs, 0.95),
      n,
      perSecond: n / (ms / 1_000),
      cpu: perRequest({ before, after, ms, idle: {} }, n),
    };
  } finally {
    caller.end();
  }
}

const sum = (cpu: Readonly<Record<string, number>>) =>
  Object.values(cpu).reduce((total, us) => total + us, 0);
