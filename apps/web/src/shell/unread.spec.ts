import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetUnread, refreshUnread, showUnread } from './unread.ts';

/** The header's badge, as far as the script touches it. */
const number = { textContent: '' };
const badge = { hidden: true, querySelector: () => number };
const asked = vi.fn<(address: string) => Promise<Response>>();
let stored: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00Z') });
  stored = new Map();
  vi.stubGlobal('document', { querySelector: () => badge });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('fetch', asked);
  asked.mockReset().mockImplementation(() => Promise.resolve(Response.json({ unreadCount: 3 })));
  forgetUnread();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const shown = () => (badge.hidden ? '' : number.textContent);

it('asks once a minute, however many pages and tabs come', async () => {
  await Promise.all([refreshUnread(true), refreshUnread(true)]);
  expect(shown()).toBe('3');
  vi.advanceTimersByTime(59_000);
  await refreshUnread(true);
  expect(asked).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  await refreshUnread(true);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('keeps what it knew, and its patience, when it is refused', async () => {
  showUnread(5);
  vi.advanceTimersByTime(60_000);
  asked.mockImplementation(() => Promise.resolve(new Response('{}', { status: 401 })));
  await refreshUnread(true);
  await refreshUnread(true);
  expect(shown()).toBe('5');
  expect(asked).toHaveBeenCalledTimes(1);
});

it('asks once a minute where storage is blocked', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  await refreshUnread(true);
  await refreshUnread(true);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(shown()).toBe('3');
});

it('asks nobody and shows nothing when nobody is signed in', async () => {
  showUnread(120);
  expect(shown()).toBe('99+');
  await refreshUnread(false);
  expect(shown()).toBe('');
  expect(asked).not.toHaveBeenCalled();
});
