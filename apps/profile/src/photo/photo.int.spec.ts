import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEDIA_PATH } from '@edu/storage';
import { DiskStore, takeUpload } from '@edu/storage';
import { newId, uploadErrors, type Upload } from '@edu/contract-kit';
import { profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import {
  eventually,
  startTestService,
  STORAGE_SECRET,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { aPicture, pixelFlood } from './photo.harness.ts';

const MATHS = {
  displayName: 'Awa K.',
  headline: 'Maths',
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};

let service: TestService;
let store: DiskStore;
let picture: Buffer;
beforeAll(async () => {
  service = await startTestService(profileService, { replicas: 2 });
  store = new DiskStore({ folder: service.storage, secret: STORAGE_SECRET });
  picture = await aPicture(800, 600);
});
afterAll(() => service?.stop());

const problem = (type: { code: string }) => expect.objectContaining({ code: type.code });

async function aTutor(): Promise<TestActor> {
  const tutor = await testActor('tutor');
  await service.call(profileRpc.saveMine, MATHS, { as: tutor });
  return tutor;
}

const announce = (bytes: Buffer, type = 'image/jpeg') => ({
  type,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const begin = (as: TestActor, bytes: Buffer, type?: string) =>
  service.call(profileRpc.beginPhoto, announce(bytes, type), { as });
const complete = (as: TestActor, uploadId: string, crop?: object) =>
  service.call(
    profileRpc.completePhoto,
    { uploadId, ...(crop && { crop: crop as { left: number; top: number; size: number } }) },
    { as },
  );
/** Along the link, as the gateway takes it. */
const send = ({ url, headers }: Upload, bytes: Buffer) =>
  takeUpload(
    store,
    url,
    {
      ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      'content-length': String(bytes.length),
    },
    (async function* () {
      yield bytes;
    })(),
  );

async function sent(as: TestActor, bytes: Buffer, type?: string): Promise<string> {
  const upload = await begin(as, bytes, type);
  await send(upload, bytes);
  return upload.uploadId;
}

const fileOf = (path: string) => join(service.storage, 'public', path.slice(MEDIA_PATH.length));
const quarantined = (uploadId: string) =>
  readdirSync(join(service.storage, 'quarantine')).filter((name) => name.startsWith(uploadId));
const makeDue = () => service.sql.query('UPDATE object_deletion SET due_at = now()');

describe('a photo', () => {
  it('is shown in the profile and to everybody, and what was sent is gone', async () => {
    const tutor = await aTutor();
    await service.call(profileRpc.publish, {}, { as: tutor });
    const uploadId = await sent(tutor, picture);
    expect(quarantined(uploadId)).toHaveLength(1);
    const { photo, version } = await complete(tutor, uploadId, { left: 100, top: 0, size: 600 });
    for (const path of Object.values(photo!)) {
      expect(readFileSync(fileOf(path)).subarray(8, 12).toString()).toBe('WEBP');
    }
    expect(quarantined(uploadId)).toEqual([]);
    const listing = await service.call(profileRpc.getListing, { id: tutor.userId });
    expect(listing.photo).toEqual(photo);
    const event = await service.events.next(
      profileEvents.updated,
      ({ providerId }) => providerId === tutor.userId,
    );
    expect(event.version).toBe(version);
    // Saving the rest leaves it as it is.
    const saved = await service.call(profileRpc.saveMine, MATHS, { as: tutor });
    expect(saved.photo).toEqual(photo);
  });

  it('has other addresses when it is another, and the files of before are deleted', async () => {
    const tutor = await aTutor();
    const first = await complete(tutor, await sent(tutor, picture));
    const second = await complete(tutor, await sent(tutor, picture));
    expect(second.photo!.small).not.toBe(first.photo!.small);
    expect(existsSync(fileOf(first.photo!.small))).toBe(true);
    await makeDue();
    await eventually(() => expect(existsSync(fileOf(first.photo!.small))).toBe(false));
    expect(existsSync(fileOf(second.photo!.small))).toBe(true);
  });

  it('is removed with its files, as often as somebody asks', async () => {
    const tutor = await aTutor();
    const { photo } = await complete(tutor, await sent(tutor, picture));
    for (let n = 0; n < 2; n++) {
      const profile = await service.call(profileRpc.removePhoto, {}, { as: tutor });
      expect(profile).not.toHaveProperty('photo');
    }
    await eventually(() => expect(existsSync(fileOf(photo!.large))).toBe(false));
  });

  it('is taken once, however often it is completed, and no copy is left over', async () => {
    const tutor = await aTutor();
    const uploadId = await sent(tutor, picture);
    const answers = await Promise.all([1, 2, 3].map(() => complete(tutor, uploadId)));
    const profile = await service.call(profileRpc.getMine, {}, { as: tutor });
    expect(profile.version).toBe(2);
    expect(answers).toEqual([profile, profile, profile]);
    expect(await complete(tutor, uploadId)).toEqual(profile);
    await makeDue();
    await eventually(async () => {
      const { rows } = await service.sql.query('SELECT target FROM object_deletion');
      expect(rows).toEqual([]);
    });
    expect(existsSync(fileOf(profile.photo!.small))).toBe(true);
    const { rows } = await service.sql.query('SELECT photo FROM profile WHERE photo IS NOT NULL');
    expect(readdirSync(join(service.storage, 'public/photo')).sort()).toEqual(
      rows.map(({ photo }) => photo as string).sort(),
    );
  });

  it('is of who teaches and has a profile', async () => {
    await expect(begin(await testActor('tutor'), picture)).rejects.toEqual(
      problem(profileErrors.notFound),
    );
    await expect(begin(await testActor('student'), picture)).rejects.toMatchObject({ status: 403 });
  });
});

describe('a file that is of no use', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );

  it('is refused before it is sent when its kind or size is not taken', async () => {
    const tutor = await aTutor();
    for (const type of ['image/svg+xml', 'image/heic', 'text/html', 'application/pdf', '']) {
      await expect(begin(tutor, svg, type), type).rejects.toEqual(
        problem(uploadErrors.kindRefused),
      );
    }
    const large = service.call(
      profileRpc.beginPhoto,
      { ...announce(picture), bytes: 8_000_001 },
      { as: tutor },
    );
    await expect(large).rejects.toEqual(problem(uploadErrors.tooLarge));
    await expect(begin(tutor, Buffer.alloc(0))).rejects.toMatchObject({ status: 400 });
  });

  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'];
  it.each([
    ['SVG in the name of JPEG', () => svg, uploadErrors.otherContent],
    ['PNG in the name of JPEG', () => pixelFlood(1), uploadErrors.otherContent],
    [
      'JPEG that readers of PDF take for one',
      () => Buffer.concat([picture.subarray(0, 20), Buffer.from('%PDF-1.7'), picture.subarray(20)]),
      uploadErrors.otherContent,
    ],
    [
      'JPEG with a virus',
      () => Buffer.concat([picture, Buffer.from(eicar.join(''))]),
      uploadErrors.infected,
    ],
    ['half a JPEG', () => picture.subarray(0, 9_000), profileErrors.photoUnreadable],
  ])('is refused when it is %s, and nothing of it is kept', async (_what, make, error) => {
    const tutor = await aTutor();
    const uploadId = await sent(tutor, make());
    await expect(complete(tutor, uploadId)).rejects.toEqual(problem(error));
    expect(quarantined(uploadId)).toEqual([]);
    const profile = await service.call(profileRpc.getMine, {}, { as: tutor });
    expect(profile).not.toHaveProperty('photo');
  });

  it('is refused as a flood of pixels', async () => {
    const tutor = await aTutor();
    const flood = pixelFlood(30_000);
    const uploadId = await sent(tutor, flood, 'image/png');
    await expect(complete(tutor, uploadId)).rejects.toEqual(
      problem(profileErrors.photoTooManyPixels),
    );
    expect(quarantined(uploadId)).toEqual([]);
  });

  it('stays for another choice when only the chosen part lies outside', async () => {
    const tutor = await aTutor();
    const uploadId = await sent(tutor, picture);
    await expect(complete(tutor, uploadId, { left: 700, top: 0, size: 200 })).rejects.toEqual(
      problem(profileErrors.photoCropOutside),
    );
    expect(await complete(tutor, uploadId, { left: 600, top: 0, size: 200 })).toHaveProperty(
      'photo',
    );
  });
});

describe('an upload', () => {
  it('is of its owner, of what was sent, and of its time', async () => {
    const [owner, other] = [await aTutor(), await aTutor()];
    const uploadId = await sent(owner, picture);
    await expect(complete(other, uploadId)).rejects.toEqual(problem(uploadErrors.unknown));
    await expect(complete(owner, newId())).rejects.toEqual(problem(uploadErrors.unknown));
    const never = await begin(owner, picture);
    await expect(complete(owner, never.uploadId)).rejects.toEqual(problem(uploadErrors.notSent));
    await service.sql.query('UPDATE upload SET expires_at = now() WHERE id = $1', [uploadId]);
    await expect(complete(owner, uploadId)).rejects.toEqual(problem(uploadErrors.unknown));
  });

  it('that nobody completes is deleted in the end', async () => {
    const tutor = await aTutor();
    const uploadId = await sent(tutor, picture);
    const { rows } = await service.sql.query(
      `SELECT extract(epoch FROM due_at - now())::int AS seconds FROM object_deletion
       WHERE target LIKE $1`,
      [`quarantine/${uploadId}%`],
    );
    // Longer than it can be completed, and its link used.
    expect(rows[0]?.seconds).toBeGreaterThan(900);
    await makeDue();
    await eventually(() => expect(quarantined(uploadId)).toEqual([]));
  });
});
