import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';

const ENTRY = join(import.meta.dirname, 'registry/src/registry.ts');

it('the contracts run in a browser: nothing that they are made of comes from Node.js', async () => {
  const missing: string[] = [];
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'browser',
    onLog: (_level, { code, message }) => {
      if (code !== 'CIRCULAR_DEPENDENCY') missing.push(message);
    },
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  expect(missing).toEqual([]);
  expect(output[0].imports).toEqual([]);
  expect(output[0].code).not.toMatch(/\bBuffer\b|\bprocess\.|from ["']node:/);
}, 30_000);
