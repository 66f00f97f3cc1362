import { profileErrors } from '@edu/contracts-profile';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planCrop } from './photo.domain.ts';

const problem = (type: { code: string }) => expect.objectContaining({ code: type.code });
const thrownBy = (ask: () => unknown) => {
  try {
    return ask();
  } catch (error) {
    return error;
  }
};

it('takes the middle of a picture when nobody says which part', () => {
  expect(planCrop({ width: 4_000, height: 3_000 })).toEqual({
    scaled: { width: 853, height: 640 },
    left: 107,
    top: 0,
    side: 640,
  });
});

it('makes nothing larger than it is', () => {
  const crop = { left: 10, top: 20, size: 200 };
  expect(planCrop({ width: 300, height: 300 }, crop)).toEqual({
    scaled: { width: 300, height: 300 },
    left: 10,
    top: 20,
    side: 200,
  });
});

it('refuses a part that is not there, and a picture that has too little of one', () => {
  const upright = { width: 300, height: 200 };
  for (const crop of [
    { left: 201, top: 0, size: 100 },
    { left: 0, top: 101, size: 100 },
    { left: 0, top: 0, size: 201 },
  ]) {
    expect(thrownBy(() => planCrop(upright, crop))).toEqual(
      problem(profileErrors.photoCropOutside),
    );
  }
  expect(thrownBy(() => planCrop({ width: 5_000, height: 95 }))).toEqual(
    problem(profileErrors.photoTooSmall),
  );
});

it('always takes a square that lies within the picture made smaller', () => {
  const sides = fc.integer({ min: 96, max: 12_000 });
  fc.assert(
    fc.property(sides, sides, fc.double({ min: 0, max: 1, noNaN: true }), (width, height, at) => {
      const size = Math.max(96, Math.floor(Math.min(width, height) * at));
      const left = Math.floor((width - size) * at);
      const top = Math.floor((height - size) * (1 - at));
      const plan = planCrop({ width, height }, { left, top, size });
      expect(plan.side).toBeLessThanOrEqual(640);
      expect(plan.left).toBeGreaterThanOrEqual(0);
      expect(plan.top).toBeGreaterThanOrEqual(0);
      expect(plan.left + plan.side).toBeLessThanOrEqual(plan.scaled.width);
      expect(plan.top + plan.side).toBeLessThanOrEqual(plan.scaled.height);
    }),
  );
});
