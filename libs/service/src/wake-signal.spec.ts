import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WakeSignal } from './wake-signal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const isOver = async (sleep: Promise<boolean>) => {
  let over = false;
  void sleep.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
};

it('sleeps as long as asked', async () => {
  const sleep = new WakeSignal().sleep(100);
  await vi.advanceTimersByTimeAsync(99);
  expect(await isOver(sleep)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(sleep)).toBe(true);
});

it('ends the sleep when it is woken, and leaves no timer', async () => {
  const signal = new WakeSignal();
  const sleep = signal.sleep(100);
  signal.wake();
  expect(await isOver(sleep)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  expect(await isOver(signal.sleep(100))).toBe(false);
});

it('woken while awake, however often, skips exactly one sleep', async () => {
  const signal = new WakeSignal();
  signal.wake();
  signal.wake();
  expect(await isOver(signal.sleep(100))).toBe(true);
  expect(await isOver(signal.sleep(100))).toBe(false);
});

it('without an end lasts until it is woken, and says which of both ended it', async () => {
  const signal = new WakeSignal();
  const sleep = signal.sleep();
  expect(vi.getTimerCount()).toBe(0);
  expect(await isOver(sleep)).toBe(false);
  signal.wake();
  expect(await sleep).toBe(true);
  const alone = signal.sleep(100);
  await vi.advanceTimersByTimeAsync(100);
  expect(await alone).toBe(false);
});
