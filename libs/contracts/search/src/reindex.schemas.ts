import { Id, Instant, JobMessage, JobPercent, JobState } from '@edu/contract-kit';
import { z } from 'zod';

export const Reindexing = z
  .object({
    id: Id.describe('The reindexing.'),
    state: JobState,
    percent: JobPercent,
    written: z.int().describe('Entries that were written so far, also unchanged ones.'),
    removed: z.int().describe('Entries that were removed so far, whose profile is gone.'),
    askedBy: Id.describe('The admin who asked for it.'),
    requestedAt: Instant.describe('When it was asked for.'),
    endedAt: Instant.nullable().describe('When it had ended; null while it is under way.'),
  })
  .meta({ id: 'Reindexing', description: 'All that can be found is made anew.' });
export type Reindexing = z.infer<typeof Reindexing>;

export const Reindexings = z
  .object({ items: z.array(Reindexing).describe('The latest ten, the newest first.') })
  .meta({ id: 'Reindexings', description: 'When all that can be found was made anew.' });

export const ReindexProgressed = z
  .object({
    jobId: Id.describe('The reindexing.'),
    userId: Id.describe('Who asked for it.'),
    state: JobState,
    percent: JobPercent,
    message: JobMessage.optional(),
  })
  .meta({ id: 'ReindexProgressed', description: 'How far a reindexing is.' });
