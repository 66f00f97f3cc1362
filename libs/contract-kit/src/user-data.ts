import { z } from 'zod';
import { pageQuery } from './page.ts';
import { retentionRpc } from './retention.ts';
import { defineRpc } from './rpc.ts';
import { Id } from './schemas.ts';

const userId = Id.describe('Whose data.');

const ListUserData = z
  .strictObject({
    userId,
    cursor: pageQuery.cursor,
    limit: z.int().min(1).max(500).default(250).describe('How many rows a page holds at most.'),
  })
  .meta({ id: 'ListUserData', description: 'Which page of what a service keeps of a person.' });

/** What opens a file that lies encrypted, and no other. */
const FileSeal = z
  .object({
    key: z.base64().meta({
      description: 'AES-256, base64.',
      examples: ['q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80='],
    }),
    authenticated: z.string().meta({
      description: 'Additional data that every part is authenticated with, UTF-8.',
      examples: ['["document","01a20a76","01a20a75"]'],
    }),
    partBytes: z.int().min(1).describe('Length of a part without its tag of 16 bytes.'),
  })
  .meta({ id: 'FileSeal', description: 'How a file that is encrypted is read.' });

const UserFile = z
  .object({
    name: z.string().meta({ description: 'Its name for people.', examples: ['photo.webp'] }),
    key: z
      .string()
      .meta({ description: 'Where it is in the object storage.', examples: ['public/a/b.webp'] }),
    seal: FileSeal.optional().describe('How to open it, where it lies encrypted.'),
  })
  .meta({ id: 'UserFile', description: 'A file that a service keeps of a person.' });

export const UserDataPage = z
  .object({
    about: z
      .string()
      .nullable()
      .meta({
        description: 'What the rows are; null where there are none.',
        examples: ['booking'],
      }),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .describe('What is kept, column by column. Rows about one thing come one after another.'),
    files: z.array(UserFile).describe('Files; they come with the last page.'),
    nextCursor: z.string().nullable().describe('Send it as `cursor`; null on the last page.'),
  })
  .meta({ id: 'UserDataPage', description: 'Part of what a service keeps of a person.' });
export type UserDataPage = z.infer<typeof UserDataPage>;

const EraseUserData = z
  .strictObject({ userId })
  .meta({ id: 'EraseUserData', description: 'Whose data to erase.' });

const rows = z.int().describe('How many rows.');
const what = z.string().meta({ description: 'The table.', examples: ['booking'] });

export const ErasureReceipt = z
  .object({
    erased: z
      .array(
        z
          .object({ what, rows })
          .meta({ id: 'ErasedRows', description: 'Rows that were deleted, or emptied.' }),
      )
      .describe('What is gone; nothing where an earlier call has erased it.'),
    kept: z
      .array(
        z
          .object({
            what,
            rows,
            why: z.string().meta({ description: 'Why it stays.', examples: ['Accounts.'] }),
          })
          .meta({ id: 'KeptRows', description: 'Rows that stay, with ids for names.' }),
      )
      .describe('What stays.'),
  })
  .meta({ id: 'ErasureReceipt', description: 'What a service has erased of a person, and kept.' });
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/**
 * What every service with a database answers about the personal data that it keeps. Its data map
 * (`libs/data-rights`) says which that is.
 */
export function userDataRpc(service: string) {
  return {
    listUserData: defineRpc(`rpc.${service}.list_user_data.v1`, {
      summary: 'One page of all that is kept of a person, for their export',
      input: ListUserData,
      output: UserDataPage,
    }),
    eraseUserData: defineRpc(`rpc.${service}.erase_user_data.v1`, {
      summary: 'Erase what is kept of a person; safe to repeat',
      input: EraseUserData,
      output: ErasureReceipt,
    }),
    ...retentionRpc(service),
  };
}
export type UserDataRpc = ReturnType<typeof userDataRpc>;
