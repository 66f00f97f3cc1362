import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storageErrors, uploadErrors, type AnnouncedFile, type Upload } from '@edu/contract-kit';
import { kycErrors, profileErrors, profileRpc } from '@edu/contracts-profile';
import { DiskStore, MEDIA_PATH, takeUpload } from '@edu/storage';
import { startTestService, STORAGE_SECRET, type TestActor, type TestService } from '@edu/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KycDesk } from '../kyc/kyc.harness.ts';
import { KycVault } from '../kyc/kyc-vault.service.ts';
import { profileService } from '../main.ts';
import { aPicture } from '../photo/photo.harness.ts';
import { ProfileDb } from '../profile.db.ts';
import * as hostile from './hostile-files.harness.ts';

type Problem = { readonly code: string };
type Announced = AnnouncedFile;

/** A way by which files of people come in. */
interface WayIn {
  readonly errors: Readonly<Record<'unreadable' | 'tooManyPixels', Problem>>;
  begin(as: TestActor, file: Announced): Promise<Upload>;
  complete(as: TestActor, uploadId: string): Promise<unknown>;
  /** What is kept of them, in plain. */
  kept(as: TestActor): Promise<Buffer[]>;
}

let service: TestService;
let desk: KycDesk;
let store: DiskStore;
let picture: Buffer;
beforeAll(async () => {
  service = await startTestService(profileService);
  desk = new KycDesk(service);
  store = new DiskStore({ folder: service.storage, secret: STORAGE_SECRET });
  picture = await aPicture(900, 700);
});
afterAll(() => service?.stop());

const WAYS: Record<string, WayIn> = {
  'a photo': {
    errors: {
      unreadable: profileErrors.photoUnreadable,
      tooManyPixels: profileErrors.photoTooManyPixels,
    },
    begin: (as, file) => service.call(profileRpc.beginPhoto, file, { as }),
    complete: (as, uploadId) => service.call(profileRpc.completePhoto, { uploadId }, { as }),
    kept: async (as) => {
      const { photo } = await service.call(profileRpc.getMine, {}, { as });
      const fileOf = (path: string) =>
        join(service.storage, 'public', path.slice(MEDIA_PATH.length));
      return Object.values(photo ?? {}).map((path) => readFileSync(fileOf(path)));
    },
  },
  'a document of a check': {
    errors: {
      unreadable: kycErrors.kycFileUnreadable,
      tooManyPixels: kycErrors.kycFileTooManyPixels,
    },
    begin: (as, file) => {
      const piece = { check: 'diploma', piece: 'document' } as const;
      return service.call(profileRpc.beginKycDocument, { ...file, ...piece }, { as });
    },
    complete: (as, uploadId) => service.call(profileRpc.completeKycDocument, { uploadId }, { as }),
    kept: async ({ userId }) => {
      const { app } = service.instances[0]!;
      const rows = await app
        .get(ProfileDb, { strict: false })
        .prisma.kycDocument.findMany({ where: { of: { providerId: userId } } });
      const vault = app.get(KycVault, { strict: false });
      const files = await Promise.all(rows.map((row) => vault.read(row, userId)));
      return files.filter((file) => file !== null);
    },
  },
};

const announce = (bytes: Buffer, type: string): Announced => ({
  type,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Along the link, as the gateway takes it. @param more in place of the headers that belong to it */
async function send(
  { url, headers }: Upload,
  bytes: Buffer,
  more: Record<string, string> = {},
): Promise<void> {
  const named = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  const content = (async function* () {
    yield bytes;
  })();
  const all = { ...named, 'content-length': String(bytes.length), ...more };
  await takeUpload(store, url, all, content);
}

const problem = (type: Problem) => expect.objectContaining({ code: type.code });
const quarantined = (uploadId: string) =>
  readdirSync(join(service.storage, 'quarantine')).filter((name) => name.startsWith(uploadId));
/** Names of what everybody may fetch. */
const shown = () => {
  const folder = join(service.storage, 'public/photo');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};

const jpeg = 'image/jpeg';
const png = 'image/png';
const webp = 'image/webp';
type Refusal = 'unreadable' | 'tooManyPixels' | Problem;

/** They look like what they are not, or fill the memory: refused, and nothing of them is kept. */
const REFUSED: [what: string, type: string, make: () => Buffer | Promise<Buffer>, why: Refusal][] =
  [
    ['SVG with a script', jpeg, () => hostile.svg, uploadErrors.otherContent],
    ['a page', png, () => hostile.page, uploadErrors.otherContent],
    ['a program', webp, () => Buffer.from('MZ\u0090\0'), uploadErrors.otherContent],
    ['an archive', jpeg, () => hostile.archive, uploadErrors.otherContent],
    ['an animated GIF', png, () => hostile.animated('gif'), uploadErrors.otherContent],
    ['another kind of picture', jpeg, () => hostile.pixelFlood(1), uploadErrors.otherContent],
    ['sound in the box of a picture', webp, () => hostile.wave, uploadErrors.otherContent],
    [
      'a picture that is a PDF as well',
      jpeg,
      () => hostile.after(picture, 20, Buffer.from('%PDF-1.7')),
      uploadErrors.otherContent,
    ],
    [
      'a picture with a virus',
      jpeg,
      () => Buffer.concat([picture, hostile.EICAR]),
      uploadErrors.infected,
    ],
    ['half a picture', jpeg, () => picture.subarray(0, 9_000), 'unreadable'],
    ['the beginning of one', webp, () => hostile.onlyHead, 'unreadable'],
    ['a picture of 0 by 0', png, () => hostile.pixelFlood(0), 'unreadable'],
    ['a flood of pixels in a PNG', png, () => hostile.pixelFlood(30_000), 'tooManyPixels'],
    ['one in a JPEG', jpeg, () => hostile.jpegOfSize(picture, 65_000), 'tooManyPixels'],
    ['one in a WebP', webp, () => hostile.webpOfSize(16_000), 'tooManyPixels'],
  ];

/** They carry something beside a picture: that is drawn anew, and nothing else of the file is kept. */
const DRAWN: [what: string, type: string, make: () => Buffer | Promise<Buffer>][] = [
  ['an animated WebP', webp, () => hostile.animated('webp')],
  ['an animated PNG', png, () => hostile.animatedPng()],
  ['a page behind it', jpeg, () => Buffer.concat([picture, hostile.page])],
  ['an archive behind it', jpeg, () => Buffer.concat([picture, hostile.archive])],
  ['a script where the camera writes', jpeg, () => hostile.withExif(picture)],
  ['a comment that is a page', jpeg, () => hostile.withComment(picture, hostile.page)],
  ['a text that unpacks to 64 MB', png, () => hostile.withTextBomb()],
];

describe.each(Object.entries(WAYS))('%s', (_name, way) => {
  it.each(REFUSED)('is not made of %s that calls itself %s', async (_what, type, make, why) => {
    const tutor = await desk.aTutor();
    const bytes = await make();
    const before = shown();
    const upload = await way.begin(tutor, announce(bytes, type));
    await send(upload, bytes);
    const error = typeof why === 'string' ? way.errors[why] : why;
    await expect(way.complete(tutor, upload.uploadId)).rejects.toEqual(problem(error));
    expect(quarantined(upload.uploadId)).toEqual([]);
    expect(await way.kept(tutor)).toEqual([]);
    expect(shown()).toEqual(before);
  });

  it.each(DRAWN)('is drawn anew of %s', async (_what, type, make) => {
    const tutor = await desk.aTutor();
    const bytes = await make();
    const upload = await way.begin(tutor, announce(bytes, type));
    await send(upload, bytes);
    await way.complete(tutor, upload.uploadId);
    expect(quarantined(upload.uploadId)).toEqual([]);
    const kept = await way.kept(tutor);
    expect(kept.length).toBeGreaterThan(0);
    for (const file of kept) {
      const { format, pages = 1, exif, xmp, comments } = await sharp(file).metadata();
      expect({ format, pages, exif, xmp, comments }).toEqual({ format: 'webp', pages: 1 });
      for (const trace of hostile.TRACES) expect(file.includes(trace)).toBe(false);
    }
  });

  it.each<[string, (file: Announced) => Announced, Record<string, string>, Problem]>([
    [
      'a wrong checksum',
      (file) => ({ ...file, sha256: 'a'.repeat(64) }),
      {},
      storageErrors.otherFile,
    ],
    ['fewer bytes', (file) => ({ ...file, bytes: file.bytes + 1 }), {}, storageErrors.otherFile],
    [
      'more bytes',
      (file) => ({ ...file, bytes: file.bytes - 1 }),
      {},
      { code: 'platform.payload_too_large' },
    ],
    ['another type', (file) => file, { 'content-type': 'text/html' }, storageErrors.otherType],
  ])('is not taken with %s than was announced', async (_what, differ, headers, error) => {
    const tutor = await desk.aTutor();
    const upload = await way.begin(tutor, differ(announce(picture, jpeg)));
    await expect(send(upload, picture, headers)).rejects.toEqual(problem(error));
    await expect(way.complete(tutor, upload.uploadId)).rejects.toEqual(
      problem(uploadErrors.notSent),
    );
    expect(quarantined(upload.uploadId)).toEqual([]);
    expect(await way.kept(tutor)).toEqual([]);
  });

  it.each([
    'image/svg+xml',
    'image/gif',
    'IMAGE/JPEG',
    'image/jpeg; q=1',
    'text/html',
    '../png',
    '',
  ])('has no place for “%s”', async (type) => {
    const tutor = await desk.aTutor();
    await expect(way.begin(tutor, announce(picture, type))).rejects.toEqual(
      problem(uploadErrors.kindRefused),
    );
  });

  it('has no place for what is empty or too large', async () => {
    const tutor = await desk.aTutor();
    const sized = (bytes: number) => way.begin(tutor, { ...announce(picture, jpeg), bytes });
    await expect(sized(0)).rejects.toMatchObject({ status: 400 });
    await expect(sized(-1)).rejects.toMatchObject({ status: 400 });
    await expect(sized(8_000_001)).rejects.toEqual(problem(uploadErrors.tooLarge));
  });
});
