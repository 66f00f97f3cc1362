import { describe, expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

/** A date is cut to the second: rather too late than too early. */
const NOON = Date.parse('2026-11-24T12:00:01.000Z');

function clockAt(start: number) {
  const steady = { now: start };
  return { steady, clock: new ServerClock(() => steady.now) };
}

describe('the clock of the server', () => {
  it('is unknown until an answer had a date', () => {
    const { clock } = clockAt(0);
    expect(clock.now()).toBeUndefined();
    clock.observe(null);
    clock.observe('yesterday');
    expect(clock.now()).toBeUndefined();
  });

  it('goes on from the date of an answer', () => {
    const { clock, steady } = clockAt(5_000);
    clock.observe('Tue, 24 Nov 2026 12:00:00 GMT');
    steady.now += 90_000;
    expect(clock.now()).toBe(NOON + 90_000);
  });

  it('believes the answer that took the shortest way, not the last', () => {
    const { clock, steady } = clockAt(0);
    clock.observe('Tue, 24 Nov 2026 12:00:00 GMT');
    steady.now += 10_000;
    clock.observe('Tue, 24 Nov 2026 12:00:07 GMT'); // three seconds on its way
    expect(clock.now()).toBe(NOON + 10_000);
  });

  it('catches up after a sleep', () => {
    const { clock, steady } = clockAt(0);
    clock.observe('Tue, 24 Nov 2026 12:00:00 GMT');
    steady.now += 1_000;
    clock.observe('Tue, 24 Nov 2026 12:30:00 GMT');
    expect(clock.now()).toBe(NOON + 1_800_000);
  });
});
