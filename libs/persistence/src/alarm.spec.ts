import { expect, it, vi } from 'vitest';
import { Alarm } from './alarm.ts';

const isOver = async (wait: Promise<void>) => {
  let over = false;
  void wait.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
};

vi.useFakeTimers();

it('waits its time', async () => {
  const wait = new Alarm().wait(100);
  await vi.advanceTimersByTimeAsync(99);
  expect(await isOver(wait)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(wait)).toBe(true);
});

it('ends when it rings, and waits again after that', async () => {
  const alarm = new Alarm();
  const wait = alarm.wait(100);
  alarm.ring();
  expect(await isOver(wait)).toBe(true);
  expect(await isOver(alarm.wait(100))).toBe(false);
  expect(vi.getTimerCount()).toBe(1);
});

it('that rang before, however often, ends the next wait only', async () => {
  const alarm = new Alarm();
  alarm.ring();
  alarm.ring();
  expect(await isOver(alarm.wait(100))).toBe(true);
  expect(await isOver(alarm.wait(100))).toBe(false);
});
