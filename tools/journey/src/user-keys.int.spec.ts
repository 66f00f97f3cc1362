import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { profileRpc } from '@edu/contracts-profile';
import { WORKSPACE } from '@edu/database';
import { RpcCaller } from '@edu/demo';
import { choosePort } from '@edu/infrastructure/free-port';
import { openedBy } from '@edu/storage';
import { startPlatform, type Platform } from '@edu/platform';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from './api-client.ts';
import { pdfWith, submitAddress } from './send-document.ts';

const PASSWORD = 'three tall palm trees';
const PROFILE = {
  ...{ displayName: 'Awa K.', headline: 'Maths', subjects: ['maths'], languages: ['fr'] },
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};
type Files = RpcOutput<typeof profileRpc.listUserData>['files'];

let dataDir: string;
let port: number;
let platform: Platform | undefined;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'educonnect-keys-'));
  port = await choosePort();
});
afterAll(async () => {
  await platform?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** With the keys that are in the data folder now. */
async function start(): Promise<void> {
  await platform?.stop();
  platform = await startPlatform({
    ...{ dataDir, port, only: ['auth', 'profile', 'gateway'] },
    ...{ demo: false, processes: true, simulators: true },
  });
}

/** As somebody types `npm run keys -- …`. */
async function keys(command: string): Promise<string> {
  const program = join(WORKSPACE, 'tools/platform/src/keys.ts');
  const env = { ...process.env, EDU_DATA_DIR: dataDir };
  return (await promisify(execFile)(process.execPath, [program, command], { env })).stdout;
}

const masterKeys = () => {
  const text = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
  const { MASTER_KEYS } = JSON.parse(text) as { MASTER_KEYS: string };
  return MASTER_KEYS.split(',').map((key) => key.split(':')[0]!);
};

async function asOperator<T>(work: (caller: RpcCaller) => Promise<T>): Promise<T> {
  const caller = await RpcCaller.connect(platform!.infrastructure.natsUrl, 'keys-spec');
  try {
    return await work(caller);
  } finally {
    await caller.close();
  }
}

/** A tutor who has sent a document. @returns who, and what was in it */
async function sends(word: string) {
  const pdf = pdfWith(word);
  const email = `${randomUUID()}@journey.test`;
  const account = { role: 'tutor', email, password: PASSWORD, displayName: 'Awa' } as const;
  const { id } = await asOperator((caller) => caller.call(authRpc.seedAccount, account));
  const api = new ApiClient(platform!.url);
  try {
    const address = { channel: 'email', email } as const;
    const { accessToken } = await api.ok(authRpc.login, { address, password: PASSWORD });
    await api.ok(profileRpc.saveMine, PROFILE, { token: accessToken });
    const proof = { kind: 'password', password: PASSWORD } as const;
    const proved = await api.ok(authRpc.proveStepUp, { proof }, { token: accessToken });
    await submitAddress(api, proved.accessToken, pdf);
  } finally {
    await api.close();
  }
  return { id, pdf };
}

/** The documents that are given out to their owner. */
const filesOf = (userId: string): Promise<Files> =>
  asOperator(async (caller) => {
    for (let cursor: string | undefined; ;) {
      const query = { userId, ...(cursor && { cursor }) };
      const page: RpcOutput<typeof profileRpc.listUserData> = await caller.call(
        profileRpc.listUserData,
        query,
      );
      if (page.nextCursor === null) return page.files;
      cursor = page.nextCursor;
    }
  });

/** What a document says, from the bytes that lie in the storage. */
async function read({ key, seal }: Files[number]): Promise<Buffer> {
  const sealed = readFileSync(join(dirname(platform!.logs), 'objects', key));
  const opens = { ...seal!, key: Buffer.from(seal!.key, 'base64') };
  return Buffer.concat(await Array.fromAsync(openedBy(opens, [sealed])));
}

async function opens({ id, pdf }: { id: string; pdf: Buffer }): Promise<void> {
  const files = await filesOf(id);
  expect(files).toHaveLength(1);
  expect(await read(files[0]!)).toEqual(pdf);
}

it(
  'documents open under a new master key, without the old one, and not without the user’s',
  { timeout: 300_000 },
  async () => {
    await start();
    const before = await sends('before');
    const [first] = masterKeys();
    expect(await keys('add')).toContain('is in front; restart, then rotate');
    const [second, ...rest] = masterKeys();
    expect(rest).toEqual([first]);

    await start();
    await opens(before);
    const between = await sends('between');
    expect(await keys('rotate')).toContain('1 users');
    expect(await keys('rotate')).toContain('0 users');
    await opens(before);

    expect(await keys('drop')).toContain('1 old keys taken away');
    expect(masterKeys()).toEqual([second]);
    await start();
    for (const one of [before, between, await sends('after')]) await opens(one);

    // With the bytes of the document still there, as in a backup.
    const [file] = await filesOf(before.id);
    const sql = new pg.Client({ connectionString: platform!.databases.adminUrl });
    await sql.connect();
    try {
      await sql.query('DELETE FROM profile.user_key WHERE user_id = $1', [before.id]);
    } finally {
      await sql.end();
    }
    expect(await filesOf(before.id)).toEqual([]);
    expect(
      readFileSync(join(dirname(platform!.logs), 'objects', file!.key)).length,
    ).toBeGreaterThan(before.pdf.length);
    await opens(between);
  },
);
