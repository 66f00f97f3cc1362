import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merged } from './merged.ts';

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

it('gives all of every source, each in its order, and asks no more of them at a time than it may', async () => {
  const lists = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 4 }), async (of, atOnce) => {
      let open = 0;
      let most = 0;
      async function* source(list: readonly number[], index: number) {
        most = Math.max(most, (open += 1));
        for (const one of list) {
          await Promise.resolve();
          yield { index, one };
        }
        open -= 1;
      }
      const found = await all(
        merged(
          of.map((list, index) => () => source(list, index)),
          atOnce,
        ),
      );
      expect(found).toHaveLength(of.flat().length);
      for (const [index, list] of of.entries()) {
        expect(found.filter((item) => item.index === index).map(({ one }) => one)).toEqual(list);
      }
      expect(most).toBeLessThanOrEqual(atOnce);
    }),
  );
});

it('asks several at the same time', async () => {
  let asked = 0;
  let answer: () => void;
  const bothAsked = new Promise<void>((resolve) => (answer = resolve));
  async function* source() {
    asked += 1;
    if (asked === 2) answer();
    await bothAsked;
    yield asked;
  }
  expect(await all(merged([source, source], 2))).toEqual([2, 2]);
});

it('fails with the first that fails, and ends the others', async () => {
  const ended: string[] = [];
  async function* fine() {
    try {
      for (;;) {
        await sleep(1);
        yield 'fine';
      }
    } finally {
      ended.push('fine');
    }
  }
  async function* broken(): AsyncGenerator<string> {
    await sleep(5);
    throw new Error('broken');
  }
  await expect(all(merged([fine, broken], 2))).rejects.toThrow('broken');
  expect(ended).toEqual(['fine']);
});

it('ends its sources when nobody wants more', async () => {
  let isEnded = false;
  async function* endless() {
    try {
      for (;;) yield 1;
    } finally {
      isEnded = true;
    }
  }
  for await (const one of merged([endless], 1)) {
    expect(one).toBe(1);
    break;
  }
  expect(isEnded).toBe(true);
});
