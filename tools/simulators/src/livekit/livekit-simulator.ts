import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendOverview } from '../kit/control.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { formatInstant, html, table } from '../kit/html.ts';
import { hexadecimalId } from '../kit/ids.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { grantsOf, type ApiKey } from './access-token.ts';

const liveKitFaults = z.strictObject({
  seed,
  /** Refuses the call before anything happened. */
  fail: faultRule.extend({ status: z.literal([429, 500, 503]).default(503) }).prefault({}),
  /** The call takes effect, and its answer never comes. */
  timeoutAfterEffect: faultRule.prefault({}),
  /** Every answer comes this much later. */
  delayMs: milliseconds.default(0),
});

export interface LiveKitSimulatorOptions extends SimulatorOptions, ApiKey {}

export type LiveKitSimulator = Simulator<z.infer<typeof liveKitFaults>>;

interface Room {
  sid: string;
  name: string;
  emptyTimeout: number;
  maxParticipants: number;
  createdAt: number;
}

/** A refusal in Twirp's format, https://twitchtv.github.io/twirp/docs/spec_v7.html#error-codes. */
class TwirpError extends Error {
  /** Under the name Fastify reads it by. */
  readonly statusCode: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.statusCode = status;
    this.code = code;
  }
}

const CODES: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'bad_route',
  429: 'resource_exhausted',
  503: 'unavailable',
};

const name = z.string().min(1).max(255);
const requests = {
  CreateRoom: z.object({
    name,
    emptyTimeout: z.int().min(0).default(300),
    maxParticipants: z.int().min(0).default(0),
  }),
  ListRooms: z.object({ names: z.array(name).default([]) }),
  DeleteRoom: z.object({ room: name }),
};
type Method = keyof typeof requests;

/**
 * Starts a simulator of the rooms of LiveKit's RoomService, without media: create, list, delete.
 * https://docs.livekit.io/reference/other/roomservice-api/
 */
export async function startLiveKitSimulator(
  options: LiveKitSimulatorOptions,
): Promise<LiveKitSimulator> {
  const parts = openSimulator<{ room: Room }, z.infer<typeof liveKitFaults>>(options, {
    faults: liveKitFaults,
    answerError: (reply, status, msg, error) => {
      const code = error instanceof TwirpError ? error.code : (CODES[status] ?? 'internal');
      void sendJson(reply.code(status), { code, msg });
    },
  });
  const { server, store, faults } = parts;
  const list = () => store.list('room', { limit: 1_000 });

  /** A method that takes a token with this grant. */
  const method = <M extends Method>(
    called: M,
    grant: 'roomCreate' | 'roomList',
    work: (input: z.infer<(typeof requests)[M]>) => object,
  ) =>
    server.post(`/twirp/livekit.RoomService/${called}`, async (request, reply: FastifyReply) => {
      const { delayMs, fail, timeoutAfterEffect } = faults.current;
      authorize(request, options, grant);
      if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
      if (faults.take(fail))
        throw new TwirpError(fail.status, CODES[fail.status] ?? 'internal', 'fault');
      const input = requests[called].safeParse(request.body ?? {});
      if (!input.success) throw new TwirpError(400, 'invalid_argument', input.error.message);
      const answer = work(input.data as z.infer<(typeof requests)[M]>);
      return faults.take(timeoutAfterEffect) ? reply.hijack() : sendJson(reply, answer);
    });

  method('CreateRoom', 'roomCreate', (room) => {
    const known = store.find('room', room.name);
    const made = known ?? { ...room, sid: hexadecimalId('RM_'), createdAt: Date.now() };
    store.put('room', made.name, made);
    return toResource(made);
  });
  method('ListRooms', 'roomList', ({ names }) => ({
    rooms: list()
      .filter((room) => names.length === 0 || names.includes(room.name))
      .map(toResource),
  }));
  method('DeleteRoom', 'roomCreate', ({ room }) => {
    if (store.delete('room', room)) return {};
    throw new TwirpError(404, 'not_found', 'requested room does not exist');
  });
  server.get('/', (_request, reply) => {
    const rows = list().map((room) => [formatInstant(room.createdAt), room.name, room.sid]);
    return sendOverview(
      reply,
      'LiveKit',
      html`${table(['Made', 'Room', 'Id'], rows, 'No rooms.')}`,
      {
        faults,
      },
    );
  });
  return parts.start({});
}

/** As Twirp names the type, without a charset: LiveKit's client reads codes of no other. */
const sendJson = (reply: FastifyReply, body: object) =>
  reply.header('content-type', 'application/json').send(Buffer.from(JSON.stringify(body)));

function authorize({ headers }: FastifyRequest, key: ApiKey, grant: string): void {
  const [, token = ''] = /^bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  const grants = grantsOf(token, key);
  if (!grants) throw new TwirpError(401, 'unauthenticated', 'invalid token');
  if (grants[grant] !== true) throw new TwirpError(403, 'permission_denied', 'permissions denied');
}

const toResource = (room: Room) => ({
  sid: room.sid,
  name: room.name,
  empty_timeout: room.emptyTimeout,
  max_participants: room.maxParticipants,
  creation_time: String(Math.floor(room.createdAt / 1_000)),
  num_participants: 0,
});
