import { describe, expect, it } from 'vitest';
import { chooseVideo, look, noStepDown, type Quality, type StepDown } from './step-down.ts';

/** Looks every second and says after how many seconds video had to go. */
function secondsUntilAudio(quality: Quality, from: StepDown = noStepDown, video = true) {
  let state = from;
  for (let second = 0; second <= 1_200; second++) {
    const { next, audioOnly } = look(state, { quality, video, now: second * 1_000 });
    if (audioOnly) return second;
    state = next;
  }
  return undefined;
}

describe('stepping down to audio', () => {
  it.each(['poor', 'lost'] as const)('follows eight seconds of a %s connection', (quality) => {
    expect(secondsUntilAudio(quality)).toBe(8);
  });

  it.each(['excellent', 'good', 'unknown'] as const)('does not follow a %s one', (quality) => {
    expect(secondsUntilAudio(quality)).toBeUndefined();
  });

  it('has nothing to do without video', () => {
    expect(secondsUntilAudio('lost', noStepDown, false)).toBeUndefined();
  });

  it('begins to count anew when the connection was good in between', () => {
    let state = noStepDown;
    const at = (second: number, quality: Quality) => {
      const { next, audioOnly } = look(state, { quality, video: true, now: second * 1_000 });
      state = next;
      return audioOnly;
    };
    expect([at(0, 'poor'), at(7, 'poor'), at(8, 'good'), at(9, 'poor')]).not.toContain(true);
    expect(at(16, 'poor')).toBe(false);
    expect(at(17, 'poor')).toBe(true);
  });

  it('respects whoever wants video all the same, longer each time', () => {
    const once = chooseVideo(noStepDown, 0);
    expect(secondsUntilAudio('poor', once)).toBe(60);
    expect(secondsUntilAudio('poor', chooseVideo(once, 0))).toBe(120);
    const often = Array.from({ length: 20 }).reduce<StepDown>((s) => chooseVideo(s, 0), once);
    expect(secondsUntilAudio('poor', often)).toBe(960);
  });
});
