import { describe, expect, it } from 'vitest';
import { doorOfAnswer, doorOfBooking, lookAgainInMs, type PassAnswer } from './door.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}.000Z`);
const booking = {
  state: 'confirmed',
  mode: 'online',
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:00:00.000Z',
};
const pass = { token: 'jwt', url: 'wss://rtc', expiresAt: '2026-11-24T10:05:00.000Z' };
const notOpen: PassAnswer = {
  code: 'session.not_open',
  params: { opensAt: '2026-11-24T09:45:00.000Z', closesAt: '2026-11-24T11:10:00.000Z' },
};

describe('the door of a booking', () => {
  it.each([
    ['pending', 'notPaid'],
    ['expired', 'calledOff'],
    ['canceled', 'calledOff'],
    ['refunded', 'calledOff'],
    ['completed', 'over'],
    ['no_show', 'over'],
  ])('%s stays closed: %s', (state, why) => {
    expect(doorOfBooking({ ...booking, state })).toEqual({ is: 'closed', why });
  });

  it('of a lesson in person stays closed', () => {
    expect(doorOfBooking({ ...booking, mode: 'in_person' })).toMatchObject({ why: 'inPerson' });
  });

  it('that is paid, or in a state of tomorrow, is for the server to open', () => {
    expect(doorOfBooking(booking)).toBeUndefined();
    expect(doorOfBooking({ ...booking, state: 'moved' })).toBeUndefined();
  });
});

describe('the answer to somebody who wants in', () => {
  it('opens with a pass, except where no server runs', () => {
    expect(doorOfAnswer({ pass }, at('09:50:00'))).toEqual({ is: 'open', pass });
    const without = { pass: { ...pass, url: null } };
    expect(doorOfAnswer(without, at('09:50:00'))).toEqual({ is: 'closed', why: 'noServer' });
  });

  it('separates early from over by the times that it names', () => {
    expect(doorOfAnswer(notOpen, at('09:00:00'))).toEqual({ is: 'early', opensAt: at('09:45:00') });
    expect(doorOfAnswer(notOpen, at('11:10:00'))).toEqual({ is: 'closed', why: 'over' });
    const unsaid = { code: 'session.not_open', params: { opensAt: 'soon' } };
    expect(doorOfAnswer(unsaid, 0)).toEqual({ is: 'closed', why: 'notOpen' });
  });

  it('that no room is known for a paid booking means a moment of patience', () => {
    expect(doorOfAnswer({ code: 'session.not_found' }, 0)).toEqual({ is: 'preparing' });
  });

  it('about something else says nothing about the classroom', () => {
    expect(doorOfAnswer({ code: 'platform.unavailable' }, 0)).toBeUndefined();
  });
});

describe('looking again', () => {
  const early = { is: 'early', opensAt: at('09:45:00') } as const;

  it.each([
    ['08:00:00', 60_000], // the device's clock may be an hour behind
    ['09:44:30', 30_500],
    ['09:44:58', 5_000],
    ['10:30:00', 5_000], // it is ahead
  ])('at %s happens after %i ms', (time, ms) => {
    expect(lookAgainInMs(early, at(time))).toBe(ms);
  });

  it('is of no use once the door is open or closed', () => {
    expect(lookAgainInMs({ is: 'closed', why: 'over' }, 0)).toBeUndefined();
    expect(lookAgainInMs({ is: 'preparing' }, 0)).toBe(5_000);
  });
});
