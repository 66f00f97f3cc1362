import { describe, expect, it } from 'vitest';
import { slotOf, slotPath, wishOf, type WantedSlot } from './slot-link.ts';

const PROVIDER = '01a20a75-fad1-7435-b3e5-daa5366c2cf4';
const START = '2026-11-24T10:00:00.000Z';
const SLOT: WantedSlot = {
  ...{ providerId: PROVIDER, startsAt: START, minutes: 90 },
  ...{ mode: 'in_person', subject: 'maths', trial: true },
};

describe('the link of a slot', () => {
  it('names what it was made of', () => {
    expect(slotOf(slotPath(SLOT).replace('/book', ''))).toEqual(SLOT);
  });

  it('is an hour online about nothing in particular unless it says otherwise', () => {
    expect(slotOf(`?provider=${PROVIDER}&start=2026-11-24T11:00:00%2B01:00`)).toEqual({
      ...{ providerId: PROVIDER, startsAt: START, minutes: 60 },
      ...{ mode: 'online', subject: undefined, trial: false },
    });
  });

  it.each([
    '',
    `?start=${START}`,
    `?provider=${PROVIDER}`,
    `?provider=${PROVIDER}&start=soon`,
    `?provider=../me&start=${START}`,
    `?provider=${PROVIDER}&start=${START}&minutes=5`,
    `?provider=${PROVIDER}&start=${START}&minutes=6e1000`,
    `?provider=${PROVIDER}&start=${START}&mode=moon`,
  ])('names no slot when it is %s', (search) => expect(slotOf(search)).toBeUndefined());

  it('forgets a subject that cannot be one', () => {
    const search = `?provider=${PROVIDER}&start=${START}&subject=%3Cb%3E`;
    expect(slotOf(search)).toMatchObject({ subject: undefined });
  });
});

it('a wish is another when anything about its slot is', () => {
  const others = [
    SLOT,
    { ...SLOT, minutes: 60 },
    { ...SLOT, subject: undefined },
    { ...SLOT, trial: false },
  ];
  expect(new Set(others.map(wishOf)).size).toBe(4);
});
