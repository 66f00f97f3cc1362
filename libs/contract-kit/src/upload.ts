import { z } from 'zod';
import { line } from './human-text.ts';
import { defineErrors } from './problem.ts';
import { Id, Instant } from './schemas.ts';

/** What is wrong with a file that somebody sends, whatever it is for. */
export const uploadErrors = defineErrors('upload', {
  tooLarge: {
    status: 413,
    title: 'The file is too large',
    detail: 'Send one of at most {max} MB.',
  },
  kindRefused: {
    status: 415,
    title: 'Files of this kind are not taken',
    detail: 'Send one of these: {kinds}.',
  },
  unknown: {
    status: 404,
    title: 'There is no such upload, or not any more',
    detail: 'Choose the file again.',
  },
  notSent: {
    status: 409,
    title: 'The file has not arrived',
    detail: 'Send it to the address that was given, then try again.',
  },
  otherContent: { status: 422, title: 'The file is not what it says it is' },
  infected: { status: 422, title: 'The file carries a virus' },
});

/** A file that somebody is about to send. Its name is not asked for: nothing depends on one. */
export const AnnouncedFile = z
  .strictObject({
    // Browsers leave it empty for kinds that they do not know.
    type: line(100, 0).meta({ description: 'Media type of the file.', examples: ['image/jpeg'] }),
    bytes: z.int().min(1).describe('Its exact length.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({
        description: 'SHA-256 of its bytes, hexadecimal.',
        examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      }),
  })
  .meta({ id: 'AnnouncedFile', description: 'The file that will be sent, and no other.' });
export type AnnouncedFile = z.infer<typeof AnnouncedFile>;

export const Upload = z
  .object({
    uploadId: Id.describe('To name it when the file was sent.'),
    method: z.literal('PUT').describe('How to send it.'),
    url: z.string().meta({
      description: 'Where to, without credentials: an address, or a path at the one of the API.',
      examples: ['/api/v1/objects/quarantine/01a20a75-fad1-7435-b3e5-daa5366c2cf4.jpg?signature=…'],
    }),
    headers: z
      .array(
        z
          .object({
            name: z
              .string()
              .meta({ description: 'Name of the header.', examples: ['content-type'] }),
            value: z.string().meta({ description: 'Its value.', examples: ['image/jpeg'] }),
          })
          .meta({ id: 'UploadHeader', description: 'A header that the address is bound to.' }),
      )
      .describe('To be sent as they are.'),
    expiresAt: Instant.describe('Until when it may be begun.'),
  })
  .meta({ id: 'Upload', description: 'A place for one file.' });
export type Upload = z.infer<typeof Upload>;
