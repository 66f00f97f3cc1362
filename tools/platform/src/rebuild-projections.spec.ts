import { contracts } from '@edu/contracts-registry';
import { platformErrors, type RebuildRpc, type RpcArgs } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { chosen, rebuildables, rebuildAll } from './rebuild-projections.ts';

const known = rebuildables(contracts);

describe('the command', () => {
  it('knows the projections of every service that has some', () => {
    expect([...known.keys()].sort()).toEqual(
      contracts
        .filter(({ rpc }) => 'rebuild' in rpc)
        .map(({ service }) => service)
        .sort(),
    );
    expect(chosen(known, 'availability', undefined).map(({ projection }) => projection)).toEqual([
      'offer',
      'booked-time',
      'group-time',
    ]);
    expect(chosen(known, 'search', 'listing')).toHaveLength(1);
  });

  it.each([
    [undefined, undefined, 'Name the service'],
    ['auth', undefined, 'No service auth has projections'],
    ['search', 'lisitng', 'search has no projection lisitng'],
  ])('says what there is when asked for %s %s', (service, projection, what) => {
    const refusal = () => chosen(known, service, projection);
    expect(refusal).toThrow(what);
    expect(refusal).toThrow('availability: offer, booked-time, group-time');
  });
});

describe('a rebuild', () => {
  const [listing] = chosen(known, 'search', 'listing');

  it('asks for page after page and adds up', async () => {
    const asked: RpcArgs<RebuildRpc>[] = [];
    const progress: number[] = [];
    const answers = [
      { written: 100, removed: 1, nextCursor: 'second' },
      { written: 40, removed: 2, nextCursor: null },
    ];
    const total = await rebuildAll(
      listing!,
      async (_rpc, input) => answers[asked.push(input) - 1]!,
      ({ written }) => progress.push(written),
    );
    expect(asked).toEqual([
      { projection: 'listing', limit: 100 },
      { projection: 'listing', limit: 100, cursor: 'second' },
    ]);
    expect(progress).toEqual([100, 140]);
    expect(total).toEqual({ pages: 2, written: 140, removed: 3 });
  });

  it('fails with its page', async () => {
    const fails = () => Promise.reject(platformErrors.timeout());
    await expect(rebuildAll(listing!, fails, () => undefined)).rejects.toThrow();
  });
});
