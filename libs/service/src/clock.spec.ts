import { expect, it } from 'vitest';
import { Clock } from './clock.ts';

const HOUR_MS = 3_600_000;
/** A machine whose clock is set wrong, and a right clock that takes its time to answer. */
function machine({ wrongByMs = 0, answerAfterMs = 0 } = {}) {
  const state = { now: 1_900_000_000_000, wrongByMs, answerAfterMs };
  const clock = new Clock(() => state.now + state.wrongByMs);
  const follow = () =>
    clock.follow(() => {
      state.now += state.answerAfterMs / 2;
      const shown = new Date(state.now);
      state.now += state.answerAfterMs / 2;
      return Promise.resolve(shown);
    });
  return { state, follow, wrongMs: () => clock.presentMs() - state.now };
}

it.each([-HOUR_MS, HOUR_MS, -5_000, 5_000])(
  'is right, to the time that an answer takes, on a machine that is %i ms off',
  async (wrongByMs) => {
    const { follow, wrongMs } = machine({ wrongByMs, answerAfterMs: 40 });
    expect(wrongMs()).toBe(wrongByMs);
    await follow();
    expect(Math.abs(wrongMs())).toBeLessThanOrEqual(21);
  },
);

it('leaves a clock that may be right as it is, and one that was set by a fast answer', async () => {
  const right = machine({ answerAfterMs: 1_000 });
  await right.follow();
  expect(right.wrongMs()).toBe(0);
  const set = machine({ wrongByMs: HOUR_MS });
  await set.follow();
  const before = set.wrongMs();
  expect(Math.abs(before)).toBeLessThanOrEqual(1);
  set.state.answerAfterMs = 4_000;
  await set.follow();
  expect(set.wrongMs()).toBe(before);
});

it('follows a machine whose clock is set while it runs', async () => {
  const { state, follow, wrongMs } = machine({ wrongByMs: HOUR_MS });
  await follow();
  state.wrongByMs = 0;
  await follow();
  expect(Math.abs(wrongMs())).toBeLessThanOrEqual(1);
});
