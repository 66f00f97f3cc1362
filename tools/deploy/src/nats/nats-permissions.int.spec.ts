import { connect as netConnect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsOptions } from '@edu/infrastructure';
import { applyStreams } from '@edu/streams';
import { eventually, testServers } from '@edu/testing';
import { permissionsIn, type UserPermissions } from './permissions-in.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const users = permissionsIn(
  readFileSync(join(ROOT, 'deploy/nats/rendered/users.conf'), 'utf8'),
).filter(({ user }) => user !== 'operator');

let operator: NatsConnection;

beforeAll(async () => {
  const { natsUrl } = testServers();
  operator = await connect(natsOptions(natsUrl));
  await applyStreams({ natsUrl });
});
afterAll(() => operator.close());

/** Every subject that any user may use, as a real subject, and some that nobody may. */
const everySubject = (kind: 'publish' | 'subscribe') => [
  ...new Set(
    users.flatMap((user) => user[kind]).map((allowed) => concrete(allowed.split(' ')[0]!)),
  ),
];
const concrete = (subject: string) => subject.replaceAll('*', 'anything').replace(/>$/, 'a.b');

const NOBODYS = {
  publish: [
    '$JS.API.STREAM.CREATE.EVENTS',
    '$JS.API.STREAM.DELETE.EVENTS',
    '$JS.API.STREAM.PURGE.EVENTS',
    '$JS.API.STREAM.UPDATE.EVENTS',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.MSG.DELETE.EVENTS',
    '$JS.API.CONSUMER.DELETE.EVENTS.booking_booking_payment',
    '$JS.API.CONSUMER.LIST.EVENTS',
    '$JS.API.STREAM.MSG.GET.EVENTS',
    '$JS.API.STREAM.MSG.GET.DEAD_LETTERS',
    '$JS.API.DIRECT.GET.EVENTS',
    '$SYS.REQ.SERVER.PING',
    'evt.made.up.v1',
    'rpc.made.up.v1',
    '_INBOX_operator.a.b',
  ],
  subscribe: [
    '>',
    '*',
    'rpc.>',
    'evt.>',
    'dlq.>',
    '$JS.>',
    '_INBOX.>',
    '_INBOX_operator.>',
    '$SYS.>',
    '$JS.EVENT.ADVISORY.>',
  ],
};

function covers(allowed: string, subject: string): boolean {
  const pattern = allowed.split('.');
  const tokens = subject.split('.');
  for (const [index, part] of pattern.entries()) {
    if (part === '>') return tokens.length > index;
    if (tokens[index] === undefined || (part !== '*' && part !== tokens[index])) return false;
  }
  return pattern.length === tokens.length;
}

/** Connects as a user; what the server denies is recorded by subject. */
async function as({ user }: UserPermissions) {
  const connection = await connect({
    ...natsOptions(testServers().natsUrls[user]!),
    reconnect: false,
  });
  const denied = { publish: new Set<string>(), subscribe: new Set<string>() };
  void (async () => {
    for await (const status of connection.status()) {
      const error = (status as { error?: { operation?: string; subject?: string } }).error;
      if (error?.operation === 'publish') denied.publish.add(error.subject!);
      if (error?.operation === 'subscription') denied.subscribe.add(error.subject!);
    }
  })();
  return { connection, denied };
}

describe.each(users)('the NATS user $user', (permissions) => {
  it('may publish what its list names and nothing else', async () => {
    const { connection, denied } = await as(permissions);
    const allowed = (subject: string) =>
      permissions.publish.some((pattern) => covers(pattern, subject)) &&
      !permissions.publishDenied.some((pattern) => covers(pattern, subject));
    const subjects = [...everySubject('publish'), ...NOBODYS.publish];
    // To a server that would act on it an empty body is an error, so nothing is changed.
    for (const subject of subjects) connection.publish(subject);
    await connection.flush();
    await connection.flush();
    expect([...denied.publish].sort()).toEqual(subjects.filter((s) => !allowed(s)).sort());
    await connection.close();
  });

  it('may subscribe to what its list names and nothing else', async () => {
    const { connection, denied } = await as(permissions);
    const subjects = [...new Set([...everySubject('subscribe'), ...NOBODYS.subscribe])];
    // Without a queue group: whoever is in one may not listen beside it either.
    for (const subject of subjects) connection.subscribe(subject, { callback: () => undefined });
    await connection.flush();
    await connection.flush();
    const whole = permissions.subscribe.filter((pattern) => !pattern.includes(' '));
    const allowed = (subject: string) => whole.some((pattern) => covers(pattern, subject));
    expect([...denied.subscribe].sort()).toEqual(subjects.filter((s) => !allowed(s)).sort());
    await connection.close();
  });

  it('may answer in its own queue group only', async () => {
    const { connection, denied } = await as(permissions);
    const inQueue = permissions.subscribe.filter((pattern) => pattern.includes(' '));
    for (const [subject, queue] of inQueue.map((pattern) => pattern.split(' '))) {
      connection.subscribe(subject!, { queue: queue!, callback: () => undefined });
    }
    await connection.flush();
    expect([...denied.subscribe]).toEqual([]);
    const [subject] = (inQueue[0] ?? 'rpc.booking.get.v1 booking').split(' ');
    connection.subscribe(subject!, { queue: 'eavesdropper', callback: () => undefined });
    await connection.flush();
    await connection.flush();
    expect([...denied.subscribe]).toEqual([subject]);
    await connection.close();
  });
});

it('a client on a busy machine has time to say who it is', async () => {
  const { hostname, port, username, password } = new URL(testServers().natsUrl);
  const socket = netConnect(Number(port), hostname);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => (said += text));
  await sleep(3_000); // NATS waits for two seconds unless it is asked to wait longer
  const login = { user: username, pass: password, verbose: false, pedantic: false };
  socket.write(`CONNECT ${JSON.stringify(login)}\r\nPING\r\n`);
  await eventually(() => expect(said).toMatch(/PONG\r\n$/));
  expect(said).not.toContain('-ERR');
  socket.destroy();
});

describe('the operator', () => {
  it('owns the streams', async () => {
    const manager = await jetstreamManager(operator);
    const { config } = await manager.streams.info('EVENTS');
    expect(config.subjects).toEqual(['evt.>']);
  });
});
