import { defineRpc, Empty, PROVIDER_ROLES } from '@edu/contract-kit';
import { KeptLessons, Reliability, ReliabilityOf } from './reliability.schemas.ts';

const anybodys = { of: 'profile', id: 'providerId', whose: 'anyone' } as const;

export const reliabilityRpc = {
  myReliability: defineRpc('rpc.booking.my_reliability.v1', {
    summary: 'Which of my lessons I kept',
    access: PROVIDER_ROLES,
    resource: 'self',
    input: Empty,
    output: Reliability,
    http: { method: 'GET', path: '/me/reliability' },
  }),
  staffReliability: defineRpc('rpc.booking.staff_reliability.v1', {
    summary: 'Which lessons a provider kept, for support',
    access: ['support', 'admin'],
    resource: anybodys,
    input: ReliabilityOf,
    output: Reliability,
    http: { method: 'GET', path: '/staff/providers/{providerId}/reliability' },
  }),
  keptLessons: defineRpc('rpc.booking.kept_lessons.v1', {
    summary: 'How many of their lessons a provider kept',
    description: 'Says nothing of somebody with few lessons, or of whom none are known.',
    access: 'public',
    resource: anybodys,
    input: ReliabilityOf,
    output: KeptLessons,
    http: { method: 'GET', path: '/providers/{providerId}/reliability', cache: 'revalidate' },
  }),
};
