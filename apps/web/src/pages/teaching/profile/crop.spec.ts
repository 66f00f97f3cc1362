import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MIN_SIDE, moved, rounded, wholeOf, ZOOM_STEPS, zoomed } from './crop.ts';

const side = fc.integer({ min: MIN_SIDE, max: 9_000 });
const move = fc.record({
  right: fc.double({ min: -2, max: 2, noNaN: true }),
  down: fc.double({ min: -2, max: 2, noNaN: true }),
  step: fc.integer({ min: 0, max: ZOOM_STEPS }),
});

it('begins with the largest square in the middle', () => {
  expect(wholeOf({ width: 400, height: 300 })).toEqual({ left: 50, top: 0, size: 300 });
});

it('shows less around the same middle, and all of it again', () => {
  const picture = { width: 1_000, height: 1_000 };
  const close = zoomed(picture, wholeOf(picture), ZOOM_STEPS);
  expect(close).toEqual({ left: 375, top: 375, size: 250 });
  expect(zoomed(picture, moved(picture, close, 9, 9), 0)).toEqual(wholeOf(picture));
});

it('never leaves the picture, and is never smaller than the API takes', () => {
  fc.assert(
    fc.property(side, side, fc.array(move, { maxLength: 20 }), (width, height, moves) => {
      const picture = { width, height };
      let crop = wholeOf(picture);
      for (const { right, down, step } of moves) {
        crop = zoomed(picture, moved(picture, crop, right, down), step);
      }
      const { left, top, size } = rounded(picture, crop);
      expect([left, top, size].every(Number.isInteger)).toBe(true);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(size).toBeGreaterThanOrEqual(MIN_SIDE);
      expect(left + size).toBeLessThanOrEqual(width);
      expect(top + size).toBeLessThanOrEqual(height);
    }),
  );
});
