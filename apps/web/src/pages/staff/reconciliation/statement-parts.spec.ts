import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decoded, partsOf } from './statement-parts.ts';

it('cuts at the end of lines, and leaves nothing out', () => {
  const lines = fc.array(fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\n', '')));
  fc.assert(
    fc.property(lines, (all) => {
      const text = all.join('\n');
      const parts = partsOf(text, 20);
      expect(parts.join('')).toBe(text);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(20);
      for (const part of parts.slice(0, -1)) expect(part.endsWith('\n')).toBe(true);
    }),
  );
});

it('reads what operators write, in either encoding', () => {
  expect(decoded(new TextEncoder().encode('Référence').buffer)).toBe('Référence');
  const windows = new Uint8Array([0x52, 0xe9, 0x66]);
  expect(decoded(windows.buffer)).toBe('Réf');
});
