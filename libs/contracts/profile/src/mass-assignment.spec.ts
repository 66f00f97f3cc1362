import { exampleOf } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { profileContract } from './profile.contract.ts';

/** What only the platform says of somebody. */
const FORBIDDEN = {
  admin: true,
  childId: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  completeness: 100,
  id: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  isVerified: true,
  kind: 'mentor',
  ownerId: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  parentIds: ['01a20a75-fad1-7435-b3e5-daa5366c2cf4'],
  photo: { small: '/x', medium: '/x', large: '/x' },
  providerId: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  rating: 5,
  reviewCount: 100,
  role: 'admin',
  roles: ['admin'],
  score: 1_000,
  slug: 'somebody-else',
  state: 'published',
  status: 'approved',
  suspended: false,
  userId: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  verified: ['identity'],
  version: 9,
};

const routes = Object.entries(profileContract.rpc).flatMap(([name, rpc]) =>
  'http' in rpc && rpc.http ? [{ name, input: rpc.input }] : [],
);

describe.each(routes)('$name', ({ input }) => {
  const example = exampleOf(input) as Record<string, unknown>;

  it('takes its own example', () => {
    expect(input.safeParse(example).error).toBeUndefined();
  });

  it.each(Object.entries(FORBIDDEN).filter(([field]) => !(field in example)))(
    'refuses %s',
    (field, value) => {
      const { error } = input.safeParse({ ...example, [field]: value });
      expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: [field] }]);
    },
  );
});

it('the profile of a provider takes nothing that only the platform says, at any depth', () => {
  const { input } = profileContract.rpc.saveMine;
  const profile = exampleOf(input) as Record<string, object[] | object>;
  for (const [field, value] of Object.entries(profile)) {
    const parts = [value].flat().filter((part) => typeof part === 'object');
    for (const part of parts) {
      const more = { ...part, verified: true };
      const { error } = input.safeParse({
        ...profile,
        [field]: Array.isArray(value) ? [more] : more,
      });
      expect(error?.issues, field).toMatchObject([
        {
          code: 'unrecognized_keys',
          path: [field].concat(Array.isArray(value) ? (0 as never) : []),
        },
      ]);
    }
  }
});
