import { beforeEach, expect, it, vi } from 'vitest';
import { intentIsOver, intentOf } from './kept-intent.ts';

const items = new Map<string, string>();
beforeEach(() => {
  items.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => void items.set(name, text),
    removeItem: (name: string) => void items.delete(name),
  });
});

it('is the same for the same wish, after a reload too, until that is over', async () => {
  const first = intentOf('book a');
  expect(intentOf('book a')).toBe(first);
  expect(intentOf('book b')).not.toBe(first);
  vi.resetModules();
  const reloaded = await import('./kept-intent.ts');
  expect(reloaded.intentOf('book a')).toBe(first);
  intentIsOver('book a');
  expect(intentOf('book a')).not.toBe(first);
});

it('lasts as long as the page where storage is blocked', () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect(intentOf('book c')).toBe(intentOf('book c'));
});
