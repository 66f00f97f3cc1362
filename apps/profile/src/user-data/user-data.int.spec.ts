import { randomBytes } from 'node:crypto';
import type { UserDataPage } from '@edu/contract-kit';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { eventually, startTestService, testActor, type TestService } from '@edu/testing';
import { ObjectStore, openedBy, readAll, Vault } from '@edu/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPdf, KycDesk } from '../kyc/kyc.harness.ts';
import { profileService } from '../main.ts';
import { copyKey } from '../photo/photo.domain.ts';

const BIO = 'Canary of a tutor who wrote it.';
const MATHS = {
  displayName: 'Awa K.',
  headline: 'Maths',
  bio: BIO,
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};
const PHOTO = '0f3c1111222233334444555566667777';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(profileService);
});
afterAll(() => service?.stop());

it('gives out the profile with its photo, and erases both after it left the search', async () => {
  const tutor = await testActor('tutor');
  const { userId } = tutor;
  await service.call(profileRpc.saveMine, MATHS, { as: tutor });
  await service.call(profileRpc.publish, {}, { as: tutor });
  const store = service.instances[0]!.app.get(ObjectStore, { strict: false });
  const key = copyKey(PHOTO, 'large');
  await store.put(key, Buffer.from('a photo'));
  await service.sql.query('UPDATE profile SET photo = $2 WHERE provider_id = $1', [userId, PHOTO]);

  const first = await service.call(profileRpc.listUserData, { userId });
  expect(first).toMatchObject({ about: 'profile_slug', rows: [{ slug: 'awa-k' }] });
  const page = await service.call(profileRpc.listUserData, { userId, cursor: first.nextCursor! });
  expect(page).toMatchObject({ about: 'profile', rows: [{ bio: BIO, display_name: 'Awa K.' }] });
  const last = await service.call(profileRpc.listUserData, { userId, cursor: page.nextCursor! });
  expect(last).toEqual({
    about: null,
    rows: [],
    files: [{ name: 'photo.webp', key }],
    nextCursor: null,
  });

  const receipt = await service.call(profileRpc.eraseUserData, { userId });
  expect(receipt.erased).toContainEqual({ what: 'profile', rows: 1 });
  await service.events.next(profileEvents.unpublished, (e) => e.providerId === userId);
  await eventually(async () => expect(await store.head(key)).toBeNull());
  expect(await service.call(profileRpc.eraseUserData, { userId })).toEqual({
    erased: [],
    kept: [],
  });
});

it('gives out documents with the key of each, and notes it; erased, no copy of one opens', async () => {
  const desk = new KycDesk(service);
  const tutor = await desk.aTutor();
  const { userId } = tutor;
  const canary = randomBytes(200_000);
  const pdf = aPdf(canary);
  await desk.send(tutor, pdf, { type: 'application/pdf' });
  const caseId = await desk.openCaseOf(tutor, 'diploma');

  const { files } = await lastPageOf(userId);
  const [document] = files;
  expect(document!.name).toMatch(/^kyc\/diploma-document-[0-9a-f-]{36}\.pdf$/);
  const store = service.instances[0]!.app.get(ObjectStore, { strict: false });
  const sealed = await readAll((await store.open(document!.key))!, 1_000_000);
  expect(sealed.includes(canary.subarray(0, 64))).toBe(false);
  const seal = { ...document!.seal!, key: Buffer.from(document!.seal!.key, 'base64') };
  expect(Buffer.concat(await Array.fromAsync(openedBy(seal, [sealed])))).toEqual(pdf);
  const { rows } = await service.sql.query(
    `SELECT actor_kind, on_behalf_of, reason, details ->> 'caseId' AS "caseId" FROM audit_log
     WHERE action = 'kyc.document_opened' AND on_behalf_of = $1`,
    [userId],
  );
  expect(rows).toEqual([{ actor_kind: 'service', on_behalf_of: userId, reason: 'export', caseId }]);

  const row = await service.sql.query('SELECT sealed_key FROM kyc_document WHERE case_id = $1', [
    caseId,
  ]);
  await service.call(profileRpc.eraseUserData, { userId });
  expect((await lastPageOf(userId)).files).toEqual([]);
  await eventually(() => expect(desk.kept(tutor)).toEqual([]));
  // Who has a copy of the bytes and of the row, as a backup does, has nothing that opens them.
  const vault = service.instances[0]!.app.get(Vault, { strict: false });
  const documentId = /document-([0-9a-f-]{36})/.exec(document!.name)![1]!;
  const sealedKey = (row.rows[0] as { sealed_key: Buffer }).sealed_key;
  expect(await vault.openKey({ documentId, ownerId: userId }, sealedKey)).toBeNull();
});

async function lastPageOf(userId: string) {
  for (let cursor: string | undefined; ;) {
    const query = { userId, ...(cursor && { cursor }) };
    const page: UserDataPage = await service.call(profileRpc.listUserData, query);
    if (page.nextCursor === null) return page;
    cursor = page.nextCursor;
  }
}
