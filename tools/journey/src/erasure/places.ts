import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { natsOptions } from '@edu/infrastructure';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where a canary was found. */
export interface Found {
  readonly place: string;
  readonly canary: string;
}

/** Words that are nowhere else, by what they stand for. */
export type Canaries = ReadonlyMap<string, string>;

/** How much was searched, and what was found. */
export interface Searched {
  readonly what: string;
  readonly count: number;
  readonly found: readonly Found[];
}

/** The canaries that a text has, in whatever case. */
function inText(place: string, text: string, canaries: Canaries): Found[] {
  const lower = text.toLowerCase();
  return [...canaries]
    .filter(([, word]) => lower.includes(word.toLowerCase()))
    .map(([canary]) => ({ place, canary }));
}

/** Every row of every table of every schema, as text. */
export async function searchDatabase(url: string, canaries: Canaries): Promise<Searched> {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    const tables = await sql.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'extensions')`,
    );
    const found: Found[] = [];
    let count = 0;
    for (const { schema, name } of tables.rows) {
      const table = `"${schema}"."${name}"`;
      const { rows } = await sql.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      count += rows.length;
      const text = rows.map((row) => row.text).join('\n');
      found.push(...inText(`${schema}.${name}`, text, canaries));
    }
    return { what: `rows of ${tables.rows.length} tables`, count, found };
  } finally {
    await sql.end();
  }
}

/** Names and contents of all files below a folder. */
export async function searchFolder(
  what: string,
  folder: string,
  canaries: Canaries,
): Promise<Searched> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const found: Found[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const text = `${path}\n${await readFile(path, 'utf8')}`;
    found.push(...inText(path.slice(folder.length + 1), text, canaries));
  }
  return { what, count: files.length, found };
}

/** Every key of Redis with all that is under it. */
export async function searchRedis(url: string, canaries: Canaries): Promise<Searched> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  try {
    const found: Found[] = [];
    let count = 0;
    for await (const keys of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>) {
      for (const key of keys) {
        count++;
        found.push(...inText(`Redis ${key}`, `${key}\n${await textOf(redis, key)}`, canaries));
      }
    }
    return { what: 'keys of Redis', count, found };
  } finally {
    redis.disconnect();
  }
}

async function textOf(redis: Redis, key: string): Promise<string> {
  const read: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, '0', '-1'),
    stream: () => redis.xrange(key, '-', '+'),
  };
  const type = await redis.type(key);
  // It may have ended meanwhile.
  return JSON.stringify((await read[type]?.()) ?? null);
}

/** Every message of every stream. */
export async function searchStreams(url: string, canaries: Canaries): Promise<Searched> {
  const connection = await connect({ ...natsOptions(url), name: 'proof', reconnect: false });
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const found: Found[] = [];
    let count = 0;
    for await (const { config, state } of manager.streams.list()) {
      for (let seq = state.first_seq; state.messages > 0 && seq <= state.last_seq; seq++) {
        const message = await manager.streams.getMessage(config.name, { seq }).catch(() => null);
        if (!message) continue;
        count++;
        const head = [...(message.header ?? [])].join(' ');
        const text = `${message.subject}\n${head}\n${message.string()}`;
        found.push(...inText(`${config.name} ${message.subject}`, text, canaries));
      }
    }
    return { what: 'messages of streams', count, found };
  } finally {
    await connection.close();
  }
}

/**
 * Messages that left the platform at or after a time, at a simulator of those who deliver them.
 *
 * @param theirs addresses of the persons themselves: what lies there is in their own hands
 */
export async function searchLetters(
  what: string,
  url: string,
  { after, theirs, canaries }: { after: Date; theirs: ReadonlySet<string>; canaries: Canaries },
): Promise<Searched & { readonly before: number }> {
  const response = await fetch(`${url}/api/messages?limit=2000`, {
    signal: AbortSignal.timeout(10_000),
  });
  const { data } = (await response.json()) as { data: Letter[] };
  const toOthers = data.filter(({ to }) => ![to].flat().some((one) => theirs.has(one)));
  const isLater = ({ receivedAt, sentAt }: Letter) =>
    Date.parse(receivedAt ?? sentAt ?? '') >= after.getTime();
  const search = (letters: readonly Letter[]) =>
    letters.flatMap((letter) =>
      inText(`${what} to ${[letter.to].flat().join()}`, JSON.stringify(letter), canaries),
    );
  return {
    what: `${what} to others since`,
    count: toOthers.filter(isLater).length,
    found: search(toOthers.filter(isLater)),
    before: search(toOthers.filter((letter) => !isLater(letter))).length,
  };
}

interface Letter {
  readonly to: string | readonly string[];
  readonly receivedAt?: string;
  readonly sentAt?: string;
}
