import { describe, expect, it } from 'vitest';
import { KnownNames } from './known-names.ts';

const NAMES = new Map([
  ['a', 'Awa'],
  ['b', 'Binta'],
]);

const setUp = () => {
  const asked: string[][] = [];
  const failures: unknown[] = [];
  const owner = { down: false };
  const clock = { now: 1 };
  const names = new KnownNames(
    async (ids) => {
      asked.push(ids);
      if (owner.down) throw new Error('down');
      return NAMES;
    },
    (error) => failures.push(error),
    () => clock.now,
  );
  return { names, asked, failures, owner, clock };
};

describe('known names', () => {
  it('are asked for in one go, each once, and not again for a minute', async () => {
    const { names, asked, clock } = setUp();
    expect(await names.of(['a', 'b', 'a', 'nobody'])).toEqual(NAMES);
    expect(await names.of(['nobody', 'b'])).toEqual(new Map([['b', 'Binta']]));
    expect(asked).toEqual([['a', 'b', 'nobody']]);
    clock.now += 60_001;
    await names.of(['b']);
    expect(asked.at(-1)).toEqual(['b']);
  });

  it('are missing while their owner is down, which is asked again after a pause', async () => {
    const { names, asked, failures, owner, clock } = setUp();
    await names.of(['a']);
    owner.down = true;
    expect(await names.of(['a', 'b'])).toEqual(new Map([['a', 'Awa']]));
    expect(await names.of(['b'])).toEqual(new Map());
    expect(asked).toEqual([['a'], ['b']]);
    expect(failures).toHaveLength(1);
    owner.down = false;
    clock.now += 5_001;
    expect(await names.of(['b'])).toEqual(new Map([['b', 'Binta']]));
  });
});
