import { Buffer } from 'node:buffer';
import { uploadErrors } from '@edu/contract-kit';
import { kycErrors } from '@edu/contracts-profile';
import { startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { aPicture, pixelFlood } from '../photo/photo.harness.ts';
import { aPdf, KycDesk, type Begin } from './kyc.harness.ts';

let service: TestService;
let desk: KycDesk;
let picture: Buffer;
beforeAll(async () => {
  service = await startTestService(profileService);
  desk = new KycDesk(service);
  picture = await aPicture(1_000, 700);
});
afterAll(() => service?.stop());

const problem = (type: { code: string }) => expect.objectContaining({ code: type.code });
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'];
const EICAR = Buffer.from(eicar.join(''));
/** The end of an archive, as unpackers look for it. */
const ZIP_END = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const PDF = 'application/pdf';

it.each<
  [what: string, make: () => Buffer | Promise<Buffer>, type: string, error: { code: string }]
>([
  [
    'a page that calls itself a JPEG',
    () => Buffer.from(svg),
    'image/jpeg',
    uploadErrors.otherContent,
  ],
  ['a PNG that calls itself a JPEG', () => pixelFlood(1), 'image/jpeg', uploadErrors.otherContent],
  [
    'a program that calls itself a PDF',
    () => Buffer.from('MZ\0\0'),
    PDF,
    uploadErrors.otherContent,
  ],
  ['an archive that calls itself a PDF', () => ZIP_END, PDF, uploadErrors.otherContent],
  [
    'a picture that is a PDF as well',
    () => Buffer.concat([picture.subarray(0, 20), aPdf(), picture.subarray(20)]),
    'image/jpeg',
    uploadErrors.otherContent,
  ],
  [
    'a picture with a virus',
    () => Buffer.concat([picture, EICAR]),
    'image/jpeg',
    uploadErrors.infected,
  ],
  ['a PDF with a virus', () => aPdf(EICAR), PDF, uploadErrors.infected],
  [
    'a PDF that is an archive as well',
    () => Buffer.concat([aPdf(), ZIP_END]),
    PDF,
    kycErrors.kycFileUnreadable,
  ],
  ['half a PDF', () => aPdf().subarray(0, 40), PDF, kycErrors.kycFileUnreadable],
  [
    'a PDF with a password',
    () => aPdf(Buffer.from('trailer << /Encrypt 4 0 R >>')),
    PDF,
    kycErrors.kycFileUnreadable,
  ],
  [
    'a PDF with a script',
    () => aPdf(Buffer.from('5 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj')),
    PDF,
    kycErrors.kycFileUnreadable,
  ],
  [
    'a PDF that hides its script',
    () => aPdf(Buffer.from('5 0 obj << /S /J#61va#53cript /JS 6 0 R >> endobj')),
    PDF,
    kycErrors.kycFileUnreadable,
  ],
  [
    'a PDF that starts a program',
    () => aPdf(Buffer.from('5 0 obj << /S /Launch /F (cmd.exe) >> endobj')),
    PDF,
    kycErrors.kycFileUnreadable,
  ],
  ['half a picture', () => picture.subarray(0, 9_000), 'image/jpeg', kycErrors.kycFileUnreadable],
  ['a flood of pixels', () => pixelFlood(30_000), 'image/png', kycErrors.kycFileTooManyPixels],
  ['a picture nobody can read', () => aPicture(400, 300), 'image/jpeg', kycErrors.kycFileTooSmall],
])('refuses %s, and keeps nothing of it', async (_what, make, type, error) => {
  const tutor = await desk.aTutor();
  const uploadId = await desk.sent(tutor, await make(), { type });
  await expect(desk.complete(tutor, uploadId)).rejects.toEqual(problem(error));
  expect(desk.quarantined(uploadId)).toEqual([]);
  expect(desk.kept(tutor)).toEqual([]);
  const { pieces } = await desk.list(tutor, 'diploma');
  expect(pieces.map(({ sentAt }) => sentAt)).toEqual([null, null]);
});

it.each<[what: string, announced: Begin, error: { code: string }]>([
  ['another kind', { type: 'image/svg+xml' }, uploadErrors.kindRefused],
  ['a page', { type: 'text/html' }, uploadErrors.kindRefused],
  ['a kind without a name', { type: '' }, uploadErrors.kindRefused],
  ['too much', { bytes: 8_000_001 }, uploadErrors.tooLarge],
  ['nothing', { bytes: 0 }, { code: 'platform.invalid_input' }],
  ['a check that there is not', { check: 'soul' as 'diploma' }, { code: 'platform.invalid_input' }],
  [
    'a piece that there is not',
    { piece: '../../etc/passwd' as 'document' },
    { code: 'platform.invalid_input' },
  ],
  ['a piece of another check', { piece: 'selfie' as const }, { code: 'platform.invalid_input' }],
  [
    'a name of the file',
    { type: PDF, ...{ fileName: '..%2f\u202Efdp.exe' } },
    { code: 'platform.invalid_input' },
  ],
])('gives no place to %s', async (_what, announced, error) => {
  const tutor = await desk.aTutor();
  await expect(desk.begin(tutor, picture, announced)).rejects.toEqual(problem(error));
});

it('takes a PDF as it is, and a picture without what the camera wrote into it', async () => {
  const tutor = await desk.aTutor();
  const pdf = await desk.send(tutor, aPdf(), { type: PDF });
  expect(pdf.pieces[0]).toMatchObject({ piece: 'document', sentAt: expect.any(String) as string });
  await desk.send(tutor, picture, { piece: 'second_page' });
  const { rows } = await service.sql.query(
    `SELECT type FROM kyc_document JOIN kyc_case ON kyc_case.id = case_id
     WHERE provider_id = $1 ORDER BY sent_at`,
    [tutor.userId],
  );
  expect(rows).toEqual([{ type: PDF }, { type: 'image/webp' }]);
});
