import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { ensureBuilt } from '@edu/build';
import { migrate, provision, withClient, workspaceServices } from '@edu/database';
import { ensureStreams, EVENTS_STREAM, Nats } from '@edu/messaging';
import { FaultyLine, testServers, testStorage } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const DATABASE = `refusals_${process.pid}`;
const SECRET = 'secret of throwaway databases';
const START_TIMEOUT_MS = 25_000;
/** A service that has not refused by then hangs. */
const REFUSAL_MS = 15_000;

let dir: string;
let env: Record<string, string>;
let ownerUrl: string;
let taken: Server;
let nats: Nats;

beforeAll(async () => {
  const { postgresUrl: adminUrl, natsUrl, redisUrl } = testServers();
  nats = await Nats.connect(natsUrl, 'test');
  await ensureStreams(nats.manager);
  const services = workspaceServices().filter(({ name }) => name === 'booking');
  const urls = await provision({ adminUrl, database: DATABASE, services, secret: SECRET });
  ownerUrl = urls['booking']!.owner;
  await migrate(services[0]!, ownerUrl);
  ({ dir } = await ensureBuilt());
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  env = {
    LOG_LEVEL: 'warn',
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    DATABASE_URL: urls['booking']!.runtime,
    ...testStorage('/nowhere'),
    AUTH_SECRET: '9a4f0c7be2d84c61b35f7e0d1a2c8e46',
    QUOTE_SECRET: '3be7c1904da85f2670c9d31e8b64fa07',
    PORT: '0',
  };
}, 120_000);

afterAll(async () => {
  taken?.close();
  await nats?.close();
  await withClient(testServers().postgresUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`),
  );
});

const takenPort = () => String((taken.address() as AddressInfo).port);
const withPassword = (url: string) => {
  const wrong = new URL(url);
  wrong.password = 'wrong';
  return wrong.toString();
};

interface Refusal {
  readonly what: string;
  readonly service: 'auth' | 'booking' | 'gateway';
  readonly set: () => Record<string, string>;
  readonly says: RegExp;
}

const refusals: Refusal[] = [
  {
    what: 'a missing address',
    service: 'booking',
    set: () => ({ NATS_URL: '' }),
    says: /set these environment variables: NATS_URL is not set$/,
  },
  {
    what: 'a missing secret',
    service: 'auth',
    set: () => ({ AUTH_SECRET: '' }),
    says: /AUTH_SECRET is not set$/,
  },
  {
    what: 'all that is missing at once',
    service: 'auth',
    set: () => ({ AUTH_SECRET: '', DATABASE_URL: '', NATS_URL: '' }),
    says: /variables: NATS_URL is not set; DATABASE_URL is not set; AUTH_SECRET is not set$/,
  },
  {
    what: 'a short secret',
    service: 'auth',
    set: () => ({ AUTH_SECRET: 'b3f1c7' }),
    says: /AUTH_SECRET: at least 32 characters$/,
  },
  {
    what: 'a sample for a secret',
    service: 'auth',
    set: () => ({ AUTH_SECRET: 'change-me-change-me-change-me-change-me' }),
    says: /AUTH_SECRET: is a sample; make one: openssl rand -hex 32$/,
  },
  {
    what: 'an address without a scheme',
    service: 'booking',
    set: () => ({ NATS_URL: 'localhost:4222' }),
    says: /NATS_URL: must be an address as in nats:\/\/user:password@host:4222$/,
  },
  {
    what: 'an address of something else',
    service: 'booking',
    set: () => ({ DATABASE_URL: 'mysql://127.0.0.1/booking' }),
    says: /DATABASE_URL: must be an address as in postgres:\/\//,
  },
  {
    what: 'a wrong address of Redis',
    service: 'gateway',
    set: () => ({ REDIS_URL: 'http://127.0.0.1:6379' }),
    says: /REDIS_URL: must be an address as in redis:\/\/host:6379$/,
  },
  {
    what: 'NATS that does not answer',
    service: 'booking',
    set: () => ({ NATS_URL: 'nats://127.0.0.1:1' }),
    says: /NATS_URL: no NATS server answers at 127\.0\.0\.1:1; start it or correct the address$/,
  },
  {
    what: 'NATS that says nothing',
    service: 'booking',
    set: () => ({ NATS_URL: `nats://127.0.0.1:${takenPort()}` }),
    says: /NATS_URL: no NATS server answers at 127\.0\.0\.1:\d+; start it or correct/,
  },
  {
    what: 'NATS that refuses the password',
    service: 'booking',
    set: () => ({ NATS_URL: withPassword(env['NATS_URL']!) }),
    says: /NATS_URL: NATS at \S+ refuses the user or the password; correct them$/,
  },
  {
    what: 'PostgreSQL that does not answer',
    service: 'booking',
    set: () => ({ DATABASE_URL: 'postgres://booking:x@127.0.0.1:1/educonnect' }),
    says: /DATABASE_URL: no PostgreSQL server answers at 127\.0\.0\.1:1; start it or correct/,
  },
  {
    what: 'PostgreSQL that says nothing',
    service: 'booking',
    set: () => ({ DATABASE_URL: `postgres://booking:x@127.0.0.1:${takenPort()}/educonnect` }),
    says: /DATABASE_URL: no PostgreSQL server answers at 127\.0\.0\.1:\d+; start it or correct/,
  },
  {
    what: 'PostgreSQL that refuses the password',
    service: 'booking',
    set: () => ({ DATABASE_URL: withPassword(env['DATABASE_URL']!) }),
    says: /DATABASE_URL: PostgreSQL at \S+ refuses the user booking_service or its password/,
  },
  {
    what: 'a database that is not there',
    service: 'booking',
    set: () => ({ DATABASE_URL: env['DATABASE_URL']!.replace(DATABASE, 'nowhere') }),
    says: /DATABASE_URL: PostgreSQL at \S+ has no database nowhere; run the migrations/,
  },
  {
    what: 'a port in use',
    service: 'gateway',
    set: () => ({ PORT: takenPort() }),
    says: /PORT: port \d+ is in use; set another$/,
  },
  {
    what: 'a health port in use',
    service: 'booking',
    set: () => ({ HEALTH_PORT: takenPort() }),
    says: /HEALTH_PORT: port \d+ is in use; set another$/,
  },
];

describe.concurrent('a service refuses to start with one line', () => {
  it.each(refusals)('$what', { timeout: START_TIMEOUT_MS }, async ({ service, set, says }) => {
    expect(await start(service, set())).toEqual({ code: 1, errors: [expect.stringMatching(says)] });
  });
});

describe('a service and its schema', { timeout: START_TIMEOUT_MS }, () => {
  const sql = (text: string) => withClient(ownerUrl, (client) => client.query(text));
  afterEach(() => sql(`DELETE FROM schema_version WHERE migration LIKE '2999%'`));

  it('starts on the schema of its build', async () => {
    expect(await start('booking', {})).toEqual({ code: 0, errors: [] });
  });

  it('refuses an older one', async () => {
    await sql(
      `UPDATE schema_version SET migration = 'x' WHERE migration = '20261123000000_bookings'`,
    );
    try {
      expect(await start('booking', {})).toEqual({
        code: 1,
        errors: [
          'booking cannot start: the schema of booking is older than this build: it lacks ' +
            '20261123000000_bookings; run the migrations first: npm run migrate',
        ],
      });
    } finally {
      await sql(
        `UPDATE schema_version SET migration = '20261123000000_bookings' WHERE migration = 'x'`,
      );
    }
  });

  it('starts on a newer one, and refuses it once a migration breaks older builds', async () => {
    await sql(`INSERT INTO schema_version VALUES ('29990101000000_expand')`);
    expect(await start('booking', {})).toEqual({ code: 0, errors: [] });
    await sql(
      `INSERT INTO schema_version VALUES ('29990201000000_contract', '29990101000000_expand')`,
    );
    expect(await start('booking', {})).toEqual({
      code: 1,
      errors: [
        'booking cannot start: the schema of booking is newer than this build: ' +
          '29990201000000_contract needs a build that knows 29990101000000_expand; deploy a newer build',
      ],
    });
  });
});

it.each([
  'booking', // handles events
  'gateway', // follows them
])('%s refuses NATS that has no streams', { timeout: START_TIMEOUT_MS }, async (service) => {
  await nats.manager.streams.delete(EVENTS_STREAM);
  try {
    const line = `${service} cannot start: NATS_URL: the server has no stream EVENTS: npm run streams`;
    expect(await start(service, {})).toEqual({ code: 1, errors: [line] });
  } finally {
    await ensureStreams(nats.manager);
  }
});

it('starts without Redis, which it can do without', { timeout: START_TIMEOUT_MS }, async () => {
  expect(await start('gateway', { REDIS_URL: 'redis://127.0.0.1:1' })).toEqual({
    code: 0,
    errors: [],
  });
});

it('starts with a PostgreSQL that is slow at first', { timeout: START_TIMEOUT_MS }, async () => {
  const line = await FaultyLine.to(env['DATABASE_URL']!);
  line.silence();
  const mending = setTimeout(() => line.mend(), 3_000);
  const set = { DATABASE_URL: line.through(env['DATABASE_URL']!) };
  expect(await start('booking', set)).toEqual({ code: 0, errors: [] });
  clearTimeout(mending);
  await line.close();
});

/** Runs a bundle until it ends; one that gets ready is asked to stop. */
async function start(
  service: string,
  set: Record<string, string>,
): Promise<{ code: number | null; errors: string[] }> {
  const child: ChildProcess = spawn(process.execPath, [join(dir, `${service}.js`)], {
    env: { ...env, ...set },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let text = '';
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.once('message', () => child.kill('SIGTERM'));
  const late = setTimeout(() => child.kill('SIGKILL'), REFUSAL_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(late);
  return { code, errors: text.split('\n').filter(Boolean) };
}
