import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';

it('is a few kilobytes, openapi-fetch included', async () => {
  const input = join(import.meta.dirname, 'client.ts');
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const { code, imports } = output[0];
  expect(imports).toEqual([]);
  expect(brotliCompressSync(code).length).toBeLessThan(5_600);
});
