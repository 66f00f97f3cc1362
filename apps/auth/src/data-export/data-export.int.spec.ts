import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId, platformErrors, type RpcOutput, type UserDataRpc } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { MasterKeys, ObjectStore, openDocumentKey, sealDocument } from '@edu/storage';
import { eventually } from '@edu/testing';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth, type Tokens } from '../auth.harness.ts';
import { PARTICIPANTS } from '../data-rights/participants.ts';

type Page = RpcOutput<UserDataRpc['listUserData']>;

const NOTHING: Page = { about: null, rows: [], files: [], nextCursor: null };
const PAGES = 40;
const PHOTO = 'public/photo/0f3c/640.webp';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth?.stop());

const address = newEmail();
let owner: Tokens;
beforeEach(async () => {
  auth.clock.set(new Date());
  for (const { list } of PARTICIPANTS) auth.fake(list, () => NOTHING);
  owner ??= await auth.signUp(address);
});

const storeOf = ({ instances }: TestAuth) => instances[0]!.app.get(ObjectStore, { strict: false });

/** Bookings on many pages, some of them of two tables. */
function bookings(fails: () => boolean = () => false): void {
  const { list } = PARTICIPANTS.find(({ service }) => service === 'booking')!;
  auth.fake(list, ({ cursor, limit }) => {
    if (fails()) throw platformErrors.unavailable();
    const page = Number(cursor ?? '0');
    if (page === PAGES + 1) return NOTHING;
    const about = page < PAGES ? 'booking' : 'booking_transition';
    const rows = Array.from({ length: limit }, (_, n) => ({ id: page * limit + n, note: '"é,\n' }));
    return { about, rows, files: [], nextCursor: String(page + 1) };
  });
}

const begin = (tokens: Tokens) => auth.call(authRpc.beginExport, {}, { as: asActor(tokens) });
const latest = (tokens: Tokens) => auth.call(authRpc.export, {}, { as: asActor(tokens) });
const link = (id: string, tokens: Tokens) =>
  auth.call(authRpc.exportLink, { id }, { as: asActor(tokens) });
const becomes = (tokens: Tokens, state: string) =>
  eventually(async () => expect((await latest(tokens)).state).toBe(state), 20_000);

/** The file behind a link of the disk. */
function fileOf(url: string): Record<string, string> {
  const key = /objects\/([^?]+)/.exec(url)![1]!;
  const files = unzipSync(readFileSync(join(auth.storage, key)));
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, strFromU8(file)]));
}

describe('an export', () => {
  it('has JSON of every service and the files, whole, however many pages there are', async () => {
    bookings();
    const profile = PARTICIPANTS.find(({ service }) => service === 'profile')!;
    auth.fake(profile.list, () => ({
      ...NOTHING,
      files: [
        { name: 'photo.webp', key: PHOTO },
        { name: 'gone.webp', key: 'public/photo/0f3c/1.webp' },
      ],
    }));
    await storeOf(auth).put(PHOTO, Buffer.from('a photo'));
    const asked = await begin(owner);
    expect(await begin(owner)).toMatchObject({ id: asked.id });
    await becomes(owner, 'done');
    const { url } = await link(asked.id, await auth.stepUp(owner));
    const files = fileOf(url);
    expect(Object.keys(files).sort()).toEqual(
      [
        'README.txt',
        'auth.json',
        'profile/photo.webp',
        ...PARTICIPANTS.map(({ service }) => `${service}.json`),
      ].sort(),
    );
    expect(files['profile/photo.webp']).toBe('a photo');
    expect(JSON.parse(files['search.json']!)).toEqual({});
    const booking = JSON.parse(files['booking.json']!) as Record<string, { id: number }[]>;
    expect(booking['booking']!.map(({ id }) => id)).toEqual(
      Array.from({ length: PAGES * 250 }, (_, n) => n),
    );
    expect(booking['booking_transition']).toHaveLength(250);
    expect(JSON.parse(files['auth.json']!)).toMatchObject({
      account: [{ display_name: 'Awa Koné', email: 'email' in address ? address.email : '' }],
      session: [expect.objectContaining({ amr: expect.anything() as unknown })],
    });
    expect(files['auth.json']).not.toContain('hash');
  });

  it('has files that lie encrypted in plain, and none that is not what was sealed', async () => {
    const plain = randomBytes(300_000);
    const masters = new MasterKeys(`test:${randomBytes(32).toString('hex')}`);
    const userKey = masters.openUserKey(masters.newUserKey('awa'), 'awa');
    const document = { documentId: 'passport', ownerId: 'awa' };
    const { sealedKey, content } = sealDocument(userKey, document, [plain]);
    const sealed = Buffer.concat(await Array.fromAsync(content));
    const { key: opens, ...rest } = openDocumentKey(userKey, document, sealedKey);
    const seal = { ...rest, key: opens.toString('base64') };
    const profile = PARTICIPANTS.find(({ service }) => service === 'profile')!;
    const [key, name] = ['kyc/0f3c/1.bin', 'kyc/identity-front-1.pdf'];
    auth.fake(profile.list, () => ({ ...NOTHING, files: [{ name, key, seal }] }));
    const store = storeOf(auth);
    const tokens = await auth.signUp(newEmail());

    await store.put(key, sealed.with(100_000, sealed[100_000]! ^ 1));
    const { id } = await begin(tokens);
    await eventually(async () => {
      const { rows } = await auth.sql.query('SELECT attempts FROM job WHERE id = $1', [id]);
      expect((rows[0] as { attempts: number }).attempts).toBeGreaterThan(0);
    });
    expect((await latest(tokens)).state).not.toBe('done');

    await store.put(key, sealed);
    await auth.sql.query('UPDATE job SET due_at = now() WHERE id = $1', [id]);
    await becomes(tokens, 'done');
    const { url } = await link(id, await auth.stepUp(tokens));
    const zip = unzipSync(readFileSync(join(auth.storage, /objects\/([^?]+)/.exec(url)![1]!)));
    expect(Buffer.from(zip[`profile/${name}`]!)).toEqual(plain);
  });

  it('says how far it is, and that it is ready', async () => {
    bookings();
    const tokens = await auth.signUp(newEmail());
    const { id } = await begin(tokens);
    await auth.events.next(authEvents.jobProgressed, (e) => e.jobId === id && e.state === 'done');
    const own = auth.events.of(authEvents.jobProgressed).filter(({ jobId }) => jobId === id);
    expect(own.every(({ userId, kind }) => userId === tokens.user.id && kind === 'export')).toBe(
      true,
    );
    const percents = own.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
    await eventually(() =>
      expect(auth.sent.map(({ message }) => message.kind)).toContain('export_ready'),
    );
  });

  it('waits for a service that is down, and begins anew', async () => {
    let down = 2;
    bookings(() => down-- > 0);
    const tokens = await auth.signUp(newEmail());
    const { id } = await begin(tokens);
    await becomes(tokens, 'done');
    const { url } = await link(id, await auth.stepUp(tokens));
    expect(JSON.parse(fileOf(url)['booking.json']!)).toHaveProperty('booking');
  });

  it('is its owner’s alone, wants a proof, and ends', async () => {
    const { id } = await begin(owner);
    await becomes(owner, 'done');
    const other = await auth.stepUp(await auth.signUp(newEmail()));
    const unknown = { code: authErrors.unknownExport.code, status: 404 };
    await expect(link(id, other)).rejects.toMatchObject(unknown);
    await expect(link(newId(), other)).rejects.toMatchObject(unknown);
    await expect(latest(other)).rejects.toMatchObject({ code: authErrors.noExport.code });
    await expect(link(id, owner)).rejects.toMatchObject({
      code: platformErrors.stepUpRequired.code,
    });
    await auth.sql.query(
      `UPDATE job SET data = jsonb_set(data, '{expiresAt}', to_jsonb($2::text)), due_at = now()
       WHERE id = $1`,
      [id, new Date(auth.clock.now().getTime() - 1_000).toISOString()],
    );
    await expect(link(id, await auth.stepUp(owner))).rejects.toMatchObject({
      code: authErrors.exportExpired.code,
      status: 410,
    });
    expect(await latest(owner)).toMatchObject({ state: 'done', expired: true });
    await eventually(async () => {
      const { rows } = await auth.sql.query<{ key: string }>(
        `SELECT data ->> 'key' AS key FROM job WHERE id = $1 AND due_at IS NULL`,
        [id],
      );
      expect(await storeOf(auth).head(rows[0]!.key)).toBeNull();
    });
  });
});
