import {
  ErasureReceipt,
  Id,
  Instant,
  JobMessage,
  JobPercent,
  JobState,
  openEnum,
} from '@edu/contract-kit';
import { z } from 'zod';

export const JOB_KINDS = ['export', 'erase'] as const;

export const JobProgressed = z
  .object({
    jobId: Id.describe('The job.'),
    userId: Id.describe('Whose data it is about.'),
    kind: openEnum(JOB_KINDS, {
      id: 'JobKind',
      description: '`export`: somebody’s data is put together; `erase`: it is erased.',
    }),
    state: JobState,
    percent: JobPercent,
    message: JobMessage.optional(),
  })
  .meta({ id: 'JobProgressed', description: 'How far a job is.' });

export const DataExport = z
  .object({
    id: Id.describe('The export.'),
    state: JobState,
    percent: JobPercent,
    requestedAt: Instant.describe('When it was asked for.'),
    expiresAt: Instant.nullable().describe('Until when it can be fetched; null before it is done.'),
    expired: z.boolean().describe('Whether that time is over: ask for a new one.'),
  })
  .meta({ id: 'DataExport', description: 'All that is kept of me, put together in one file.' });

export const ExportById = z
  .strictObject({ id: Id.describe('The export.') })
  .meta({ id: 'ExportById', description: 'One of my exports.' });

export const ExportLink = z
  .object({
    url: z.string().meta({
      description: 'Where the file is; no token is needed. An address, or a path of the API.',
      examples: ['https://objects.example.com/export/data.zip?signature=abc'],
    }),
    expiresAt: Instant.describe('Until when the link is good; ask for another one then.'),
  })
  .meta({ id: 'ExportLink', description: 'A link to the file, for whoever has it.' });

const token = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'From the link, behind `#`.', examples: ['x'.repeat(43)] });

export const ErasureByToken = z
  .strictObject({ token })
  .meta({ id: 'ErasureByToken', description: 'The erasure that a message was about.' });

const ServiceReceipt = ErasureReceipt.extend({
  service: z.string().meta({ description: 'Who says so.', examples: ['booking'] }),
  at: Instant.describe('When it had done so.'),
}).meta({ id: 'ServiceReceipt', description: 'What one service has erased, and kept.' });

const erasure = {
  state: JobState,
  percent: JobPercent,
  requestedAt: Instant.describe('When it was asked for.'),
  eraseAt: Instant.describe('From when on it cannot be undone.'),
  receipts: z.array(ServiceReceipt).describe('Of every service that has erased its part.'),
};

export const Erasure = z
  .object(erasure)
  .meta({ id: 'Erasure', description: 'How far the erasure of an account is.' });

export const ErasureBegun = z
  .object({
    ...erasure,
    token: z.string().describe('For looking at it and for undoing it; a message has it as well.'),
  })
  .meta({ id: 'ErasureBegun', description: 'The account is closed, and will be erased.' });

export const AccountErasure = z
  .strictObject({ userId: Id.describe('The account, or what was one.') })
  .meta({ id: 'AccountErasure', description: 'Whose erasure.' });
