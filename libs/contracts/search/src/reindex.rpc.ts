import { defineEvent, defineRpc, Empty, retentionEvents } from '@edu/contract-kit';
import { Reindexing, Reindexings, ReindexProgressed } from './reindex.schemas.ts';

export const reindexRpc = {
  reindex: defineRpc('rpc.search.reindex.v1', {
    summary: 'Make all that can be found anew',
    description:
      'From the published profiles and their schedules, while the search serves. While one is under way, the answer is that one. Open pages of whoever asked get its progress from `/me/notifications/stream`, as events `job`.',
    access: ['admin'],
    resource: 'none',
    input: Empty,
    output: Reindexing,
    http: {
      method: 'POST',
      path: '/staff/search/reindexings',
      status: 202,
      limit: { max: 10, windowS: 3_600 },
    },
  }),
  reindexings: defineRpc('rpc.search.reindexings.v1', {
    summary: 'When all that can be found was made anew, and how far it is',
    access: ['admin'],
    resource: 'none',
    input: Empty,
    output: Reindexings,
    http: { method: 'GET', path: '/staff/search/reindexings' },
  }),
};

export const searchEvents = {
  reindexProgressed: defineEvent('evt.search.reindex_progressed.v1', {
    summary: 'How far a reindexing is',
    aggregate: 'jobId',
    data: ReindexProgressed,
  }),
  ...retentionEvents('search'),
};
