import { expect, it } from 'vitest';
import { Later } from './later.ts';
import { ObjectStore } from './object-store.ts';

it('a step that follows another does not wait for what is due after both', async () => {
  const store = new ObjectStore<object>(':memory:');
  const later = new Later<'first' | 'second' | 'last'>(store, () => undefined);
  const happened: string[] = [];
  later.start((id, outcome) => {
    happened.push(outcome);
    if (outcome === 'first') later.schedule(id, 'second', 20);
  });
  store.transaction(() => {
    later.schedule('other', 'last', 600_000);
    later.schedule('one', 'first', 0);
  });
  await expect.poll(() => happened, { timeout: 10_000 }).toEqual(['first', 'second']);
  later.close();
  store.close();
});
