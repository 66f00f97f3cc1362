import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetToken, tokenOf } from './link-token.ts';

const TOKEN = 'a-_4'.padEnd(43, 'x');

describe('the token of a link', () => {
  const storage = new Map<string, string>();
  beforeEach(() => {
    storage.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    });
    vi.useFakeTimers({ now: new Date('2026-11-27T10:00:00.000Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is kept for whoever is led back without it, for two hours', () => {
    expect(tokenOf(`#${TOKEN}`)).toBe(TOKEN);
    vi.advanceTimersByTime(2 * 3_600_000 - 1);
    expect(tokenOf('')).toBe(TOKEN);
    vi.advanceTimersByTime(1);
    expect(tokenOf('')).toBeUndefined();
  });

  it('is that of the link which was opened last', () => {
    tokenOf(`#${TOKEN}`);
    const other = TOKEN.replace('4', '5');
    expect(tokenOf(`#${other}`)).toBe(other);
    expect(tokenOf('')).toBe(other);
    forgetToken();
    expect(tokenOf('')).toBeUndefined();
  });

  it('is none where the address has been cut, or storage is broken or blocked', () => {
    expect(tokenOf(`#${TOKEN.slice(1)}`)).toBeUndefined();
    expect(tokenOf(`#${TOKEN}x`)).toBeUndefined();
    storage.set('edu.payLink', '{');
    expect(tokenOf('')).toBeUndefined();
    vi.stubGlobal('localStorage', undefined);
    expect(tokenOf('')).toBeUndefined();
    expect(tokenOf(`#${TOKEN}`)).toBe(TOKEN);
  });
});
