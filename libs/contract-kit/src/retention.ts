import { z } from 'zod';
import { defineEvent } from './event.ts';
import { JobMessage, JobPercent, JobState } from './job.ts';
import { defineRpc } from './rpc.ts';
import { Empty, Id, Instant } from './schemas.ts';

export const RetentionRun = z
  .object({
    id: Id.describe('The run.'),
    state: JobState,
    percent: JobPercent,
    message: JobMessage,
    deleted: z
      .array(
        z
          .object({
            what: z.string().meta({ description: 'The table.', examples: ['idempotency'] }),
            rows: z.int().describe('How many of its rows are gone.'),
          })
          .meta({ id: 'DeletedRows', description: 'Rows whose time was over.' }),
      )
      .describe('What is gone so far, by table; none whose rows all may stay.'),
    askedBy: Id.nullable().describe('The admin who began it; null where its time had come.'),
    startedAt: Instant.describe('When it began.'),
    endedAt: Instant.nullable().describe('When it had ended; null while it is under way.'),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why a step was not done the last time: a code.', examples: ['57014'] }),
  })
  .meta({ id: 'RetentionRun', description: 'A service deletes what it may not keep any longer.' });
export type RetentionRun = z.infer<typeof RetentionRun>;

const RetentionRuns = z
  .object({ items: z.array(RetentionRun).describe('The latest five, the newest first.') })
  .meta({ id: 'RetentionRuns', description: 'When a service deleted what it may not keep.' });

const RetentionProgressed = z
  .object({
    jobId: Id.describe('The run.'),
    state: JobState,
    percent: JobPercent,
    message: JobMessage,
    rows: z.int().describe('How many rows are gone so far.'),
  })
  .meta({ id: 'RetentionProgressed', description: 'How far a service is with what it deletes.' });

/** Runs of what a service's data map says of time; part of `userDataRpc`. */
export function retentionRpc(service: string) {
  return {
    beginRetention: defineRpc(`rpc.${service}.begin_retention.v1`, {
      summary: 'Delete now what may not be kept any longer; the run that is under way, if one is',
      input: Empty,
      output: RetentionRun,
    }),
    listRetention: defineRpc(`rpc.${service}.list_retention.v1`, {
      summary: 'The latest runs of what is deleted in time, and how far they are',
      input: Empty,
      output: RetentionRuns,
    }),
  };
}

export function retentionEvents(service: string) {
  return {
    retentionProgressed: defineEvent(`evt.${service}.retention_progressed.v1`, {
      summary: 'A run of what is deleted in time is further',
      aggregate: 'jobId',
      data: RetentionProgressed,
    }),
  };
}
export type RetentionEvents = ReturnType<typeof retentionEvents>;
