import { defineRpc, Empty, openEnum, RetentionRun } from '@edu/contract-kit';
import { z } from 'zod';

/** The services that keep something of persons, and delete it in time. */
export const RETAINING_SERVICES = [
  'auth',
  'profile',
  'search',
  'availability',
  'booking',
  'payment',
  'session',
  'notification',
] as const;
export type RetainingService = (typeof RETAINING_SERVICES)[number];

const service = openEnum(RETAINING_SERVICES, {
  id: 'RetainingService',
  description: 'A service that deletes what it may not keep.',
});

const RunRetention = z
  .strictObject({ service: service.describe('Whose rows.') })
  .meta({ id: 'RunRetention', description: 'Which service deletes now what it may not keep.' });

const ServiceRetention = z
  .object({
    service: service.describe('Which one.'),
    runs: z
      .array(RetentionRun)
      .nullable()
      .describe('Its latest five runs, the newest first; null while it does not answer.'),
  })
  .meta({ id: 'ServiceRetention', description: 'What one service deletes in time.' });

const RetentionOfAll = z
  .object({ items: z.array(ServiceRetention).describe('Every service that keeps something.') })
  .meta({ id: 'RetentionOfAll', description: 'What all services delete in time.' });

/** What is deleted in time, for whoever looks after it. */
export const retentionStaffRpc = {
  runRetention: defineRpc('rpc.auth.run_retention.v1', {
    summary: 'Have a service delete now what it may not keep any longer',
    description:
      'The same happens every ten minutes by itself. While a run is under way, the answer is that one. Open pages of admins get its progress from `/me/notifications/stream`, as events `job`.',
    access: ['admin'],
    resource: 'none',
    input: RunRetention,
    output: RetentionRun,
    http: {
      method: 'POST',
      path: '/staff/retention/runs',
      status: 202,
      limit: { max: 60, windowS: 3_600 },
    },
  }),
  retentionRuns: defineRpc('rpc.auth.retention_runs.v1', {
    summary: 'What all services have deleted in time, and how far they are',
    access: ['admin'],
    resource: 'none',
    input: Empty,
    output: RetentionOfAll,
    http: { method: 'GET', path: '/staff/retention/runs' },
  }),
};
