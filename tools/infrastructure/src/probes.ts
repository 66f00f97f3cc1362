import { connect as connectNats } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { postgresExtensions, type AnyServerName } from './requirements.ts';

/** What a server reports about itself. */
export interface ProbeResult {
  version: string;
  /** What the platform needs and this server lacks, in words; empty when all is there. */
  lacks: string[];
}

/**
 * Connects once, asks for the version and leaves.
 *
 * @throws the client's error when the server does not answer within three seconds
 */
export type Probe = (url: string) => Promise<ProbeResult>;

export const probes: Record<AnyServerName, Probe> = {
  postgres: probePostgres,
  redis: probeRedis,
  nats: probeNats,
  livekit: probeLiveKit,
};

async function probePostgres(url: string): Promise<ProbeResult> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; missing: string[]; admin: boolean }>(
      `select current_setting('server_version') as version,
              array(select wanted from unnest($1::text[]) wanted
                    where wanted not in (select name from pg_available_extensions)) as missing,
              (select rolsuper or (rolcreatedb and rolcreaterole)
                 from pg_roles where rolname = current_user) as admin`,
      [postgresExtensions],
    );
    const { version, missing, admin } = rows[0]!;
    const lacks = missing.map((extension) => `the extension ${extension}`);
    if (!admin) lacks.push('the right to create databases and roles for this user');
    return { version: version.split(' ')[0]!, lacks };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function probeRedis(url: string): Promise<ProbeResult> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The client reports the true reason (refused, wrong password) as an event only.
  let reason: Error | undefined;
  client.on('error', (error: Error) => (reason = error));
  try {
    await client.connect();
    const info = await client.info('server');
    const version = /(?:valkey|redis)_version:([\d.]+)/.exec(info)?.[1] ?? 'unknown';
    return { version, lacks: [] };
  } catch (error) {
    throw reason ?? error;
  } finally {
    client.disconnect();
  }
}

async function probeNats(url: string): Promise<ProbeResult> {
  const connection = await connectNats({ ...natsOptions(url), timeout: 3_000, reconnect: false });
  try {
    const { version, jetstream } = connection.info!;
    return { version, lacks: jetstream ? [] : ['JetStream (start it with -js)'] };
  } finally {
    await connection.close();
  }
}

/** It says neither its version nor what it can do, but that it is there. */
async function probeLiveKit(url: string): Promise<ProbeResult> {
  const address = url.replace(/^ws/, 'http');
  const answer = await fetch(address, { signal: AbortSignal.timeout(3_000) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return { version: 'unknown', lacks: [] };
}

/** The address in the client's terms, which does not read user and password from a URL. */
export function natsOptions(url: string): {
  servers: string[];
  user?: string;
  pass?: string;
  token?: string;
} {
  const addresses = url.split(',').map((part) => new URL(part.trim()));
  const { username, password } = addresses[0]!;
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return {
    servers: addresses.map((address) => `${address.protocol}//${address.host}`),
    ...(user && pass ? { user, pass } : user ? { token: user } : {}),
  };
}
