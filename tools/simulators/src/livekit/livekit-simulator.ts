import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerControl, sendOverview } from '../kit/control.ts';
import { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { formatInstant, html, table } from '../kit/html.ts';
import { hexadecimalId } from '../kit/ids.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { grantsOf, webhookToken, type ApiKey } from './access-token.ts';

const liveKitFaults = z.strictObject({
  seed,
  /** Refuses the call before anything happened. */
  fail: faultRule.extend({ status: z.literal([429, 500, 503]).default(503) }).prefault({}),
  /** The call takes effect, and its answer never comes. */
  timeoutAfterEffect: faultRule.prefault({}),
  /** Every answer comes this much later. */
  delayMs: milliseconds.default(0),
  webhooks: deliveryFaults.prefault({}),
});

export interface LiveKitSimulatorOptions extends SimulatorOptions, ApiKey {
  /** Where reports go; absent: nowhere. */
  readonly webhookUrl?: string | null;
}

export type LiveKitSimulator = Simulator<z.infer<typeof liveKitFaults>>;

/** As the server does it: three attempts, then the report is lost. */
const RETRY = { baseMs: 500, maxMs: 5_000, maxAttempts: 3, timeoutMs: 5_000 };

interface Room {
  sid: string;
  name: string;
  emptyTimeout: number;
  maxParticipants: number;
  createdAt: number;
}

interface Person {
  sid: string;
  room: string;
  identity: string;
  joinedAt: number;
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
  ListParticipants: z.object({ room: name }),
  RemoveParticipant: z.object({ room: name, identity: name }),
};
/** Somebody enters or leaves; `at` is for lessons that are over, and now by default. */
const entry = z.strictObject({ room: name, identity: name, at: z.iso.datetime().optional() });

type Method = keyof typeof requests;

/**
 * Starts a simulator of the rooms of LiveKit's RoomService, without media: create, list, delete, send out;
 * and of its webhooks. People come and go by `/_control/enter` and `/_control/leave`.
 * https://docs.livekit.io/reference/other/roomservice-api/
 */
export async function startLiveKitSimulator(
  options: LiveKitSimulatorOptions,
): Promise<LiveKitSimulator> {
  const parts = openSimulator<{ room: Room; person: Person }, z.infer<typeof liveKitFaults>>(
    options,
    {
      faults: liveKitFaults,
      answerError: (reply, status, msg, error) => {
        const code = error instanceof TwirpError ? error.code : (CODES[status] ?? 'internal');
        void sendJson(reply.code(status), { code, msg });
      },
    },
  );
  const { server, store, faults, log } = parts;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: options.webhookUrl ?? null, secret: options.apiSecret },
    retry: RETRY,
    log,
    sign: ({ body, secret, seconds }) => ({
      'content-type': 'application/webhook+json',
      authorization: webhookToken(body, { ...options, apiSecret: secret }, seconds),
    }),
  });
  const report = (event: string, at: number, room: Room, person?: Person, state = 'ACTIVE') => {
    const id = hexadecimalId('EV_');
    const participant = person && { participant: toParticipant(person, state) };
    const createdAt = String(Math.floor(at / 1_000));
    const body = JSON.stringify({ event, id, createdAt, room: toResource(room), ...participant });
    deliveries.enqueue({ id, type: event, body });
  };
  const list = () => store.list('room', { limit: 1_000 });

  /** A method that takes a token with this grant. */
  const method = <M extends Method>(
    called: M,
    grant: 'roomCreate' | 'roomList' | 'roomAdmin',
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

  const open = (room: Omit<Room, 'sid' | 'createdAt'>, at: number): Room => {
    const known = store.find('room', room.name);
    const made = known ?? { ...room, sid: hexadecimalId('RM_'), createdAt: at };
    store.put('room', made.name, made);
    if (!known) report('room_started', at, made);
    return made;
  };
  const peopleIn = (room: string) =>
    store.list('person', { limit: 1_000 }).filter((person) => person.room === room);
  const leave = (room: Room, person: Person, at: number) => {
    store.delete('person', person.sid);
    report('participant_left', at, room, person, 'DISCONNECTED');
  };

  method('CreateRoom', 'roomCreate', (room) => toResource(open(room, Date.now())));
  method('ListParticipants', 'roomAdmin', ({ room }) => ({
    participants: peopleIn(room).map((person) => toParticipant(person, 'ACTIVE')),
  }));
  method('RemoveParticipant', 'roomAdmin', ({ room: called, identity }) => {
    const room = store.find('room', called);
    const found = peopleIn(called).filter((person) => person.identity === identity);
    if (!room || found.length === 0) {
      throw new TwirpError(404, 'not_found', 'participant does not exist');
    }
    for (const person of found) leave(room, person, Date.now());
    return {};
  });
  method('ListRooms', 'roomList', ({ names }) => ({
    rooms: list()
      .filter((room) => names.length === 0 || names.includes(room.name))
      .map(toResource),
  }));
  method('DeleteRoom', 'roomCreate', ({ room }) => {
    const known = store.find('room', room);
    if (!known) throw new TwirpError(404, 'not_found', 'requested room does not exist');
    const now = Date.now();
    for (const person of peopleIn(room)) leave(known, person, now);
    store.delete('room', room);
    report('room_finished', now, known);
    return {};
  });
  server.post('/_control/enter', (request, reply) =>
    answerControl(request, reply, () => {
      const { room: called, identity, at } = entry.parse(request.body);
      const joinedAt = at ? Date.parse(at) : Date.now();
      const room = open({ name: called, emptyTimeout: 300, maxParticipants: 0 }, joinedAt);
      const person = { sid: hexadecimalId('PA_'), room: called, identity, joinedAt };
      store.put('person', person.sid, person);
      report('participant_joined', joinedAt, room, person);
      return person;
    }),
  );
  server.post('/_control/leave', (request, reply) =>
    answerControl(request, reply, () => {
      const { room: called, identity, at } = entry.parse(request.body);
      const room = store.find('room', called);
      const left = peopleIn(called).filter((person) => room && person.identity === identity);
      for (const person of left) leave(room!, person, at ? Date.parse(at) : Date.now());
      return { left: left.length };
    }),
  );
  server.get('/', (_request, reply) => {
    const rows = list().map((room) => [formatInstant(room.createdAt), room.name, room.sid]);
    return sendOverview(
      reply,
      'LiveKit',
      html`${table(['Made', 'Room', 'Id'], rows, 'No rooms.')}`,
      { faults, deliveries },
    );
  });
  return parts.start({ deliveries });
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

const toParticipant = ({ sid, identity, joinedAt }: Person, state: string) => ({
  ...{ sid, identity, state, kind: 'STANDARD' },
  joinedAt: String(Math.floor(joinedAt / 1_000)),
  joinedAtMs: String(joinedAt),
});

const toResource = (room: Room) => ({
  sid: room.sid,
  name: room.name,
  empty_timeout: room.emptyTimeout,
  max_participants: room.maxParticipants,
  creation_time: String(Math.floor(room.createdAt / 1_000)),
  num_participants: 0,
});
