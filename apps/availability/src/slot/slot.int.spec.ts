import { describe, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { profileEvents } from '@edu/contracts-profile';
import { testActor } from '@edu/testing';
import { SlotStage, week } from './slot.harness.ts';

const { noSchedule, slotNotOffered, rangeTooLong } = availabilityErrors;
const stage = new SlotStage();

describe('slots', () => {
  it('are ranges by day, in the zone of the reader', async () => {
    const answer = await stage.slots({
      from: '2026-11-27',
      to: '2026-12-01',
      zone: 'America/Toronto',
    });
    expect(answer).toMatchObject({
      providerId: stage.providerId,
      zone: 'America/Toronto',
      durationMinutes: 60,
      stepMinutes: 30,
      durationsMinutes: [60, 90],
      modes: ['online'],
      providerZone: 'Africa/Abidjan',
      policy: { name: 'flexible', graceMinutes: 15 },
    });
    expect(answer.days.map(({ date }) => date)).toEqual(['2026-11-27', '2026-11-30', '2026-12-01']);
    expect(answer.days[0]?.ranges).toEqual([
      {
        startsAt: '2026-11-27T09:00:00.000Z',
        endsAt: '2026-11-27T12:00:00.000Z',
        localStart: '2026-11-27T04:00:00-05:00',
        localEnd: '2026-11-27T07:00:00-05:00',
      },
    ]);
  });

  it('keep the notice and the horizon', async () => {
    const today = await stage.slots({ from: '2026-11-23', to: '2026-11-23' });
    expect(today.days[0]?.ranges[0]?.startsAt).toBe('2026-11-23T10:00:00.000Z');
    const far = { from: '2027-02-19', to: '2027-04-01' };
    expect((await stage.slots(far)).days.map(({ date }) => date)).toEqual(['2027-02-19']);
    expect((await stage.slots({ from: '0001-01-01', to: '0001-02-01' })).days).toEqual([]);
    expect((await stage.slots({ from: '9999-12-01', to: '9999-12-31' })).days).toEqual([]);
  });

  it('are none for a duration that is not offered', async () => {
    expect((await stage.slots({ durationMinutes: 45 })).days).toEqual([]);
  });

  it('are asked for at most 62 days at once', async () => {
    await expect(stage.slots({ from: '2026-12-01', to: '2027-01-31' })).resolves.toBeDefined();
    await expect(stage.slots({ from: '2026-12-01', to: '2027-02-01' })).rejects.toMatchObject({
      code: rangeTooLong.code,
      status: 400,
      params: { days: 62 },
    });
  });

  it.each([
    ['backwards', { from: '2026-11-26', to: '2026-11-25' }, '/to'],
    ['no day', { from: '2026-02-30' }, '/from'],
    ['no zone', { zone: "Europe/Paris'--" }, '/zone'],
    ['no id', { id: 'evt.*.>' }, '/id'],
    ['endless', { durationMinutes: 1e9 }, '/durationMinutes'],
  ])('refuse bad input: %s', async (_, changes, pointer) => {
    await expect(stage.slots(changes)).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer }],
    });
  });

  it('are not shown of an unknown provider, and of an unpublished one just the same', async () => {
    const problem = (id: string) => stage.slots({ id }).catch((error) => error.toWire());
    stage.listing = undefined;
    await stage.publish(profileEvents.unpublished, stage.about(2));
    expect(await problem(stage.providerId)).toMatchObject({ code: noSchedule.code, status: 404 });
    expect(await problem(stage.providerId)).toEqual(await problem(newId()));
  });
});

describe('a quote', () => {
  it('says price, taken time, zone and policy', async () => {
    const { token, ...answer } = await stage.quote('2026-11-25T09:30:00Z', { durationMinutes: 90 });
    expect(token).toBeDefined();
    expect(answer).toEqual({
      providerId: stage.providerId,
      startsAt: '2026-11-25T09:30:00.000Z',
      endsAt: '2026-11-25T11:00:00.000Z',
      busyFrom: '2026-11-25T09:30:00.000Z',
      busyUntil: '2026-11-25T11:15:00.000Z',
      price: { amount: 7_500, currency: 'XOF' },
      zone: 'Africa/Abidjan',
      policy: {
        name: 'flexible',
        tiers: [
          { hoursBefore: 12, refundPct: 100, providerSharePct: 0 },
          { hoursBefore: 0, refundPct: 50, providerSharePct: 50 },
        ],
        graceMinutes: 15,
      },
    });
  });

  it.each([
    ['between two starts', '2026-11-25T09:15:00Z', {}],
    ['a millisecond late', '2026-11-25T09:30:00.001Z', {}],
    ['too late to end in time', '2026-11-25T11:30:00Z', {}],
    ['at the weekend', '2026-11-28T09:00:00Z', {}],
    ['within the notice', '2026-11-23T09:30:00Z', {}],
    ['in the past', '2026-11-20T09:00:00Z', {}],
    ['beyond the horizon', '2027-02-22T09:00:00Z', {}],
    ['in the year 0', '0000-01-03T09:00:00Z', {}],
    ['in the year 9999', '9999-12-31T09:00:00Z', {}],
    ['for another duration', '2026-11-25T09:00:00Z', { durationMinutes: 45 }],
    ['in another mode', '2026-11-25T09:00:00Z', { mode: 'in_person' as const }],
  ])('is refused %s', async (_, startsAt, changes) => {
    await expect(stage.quote(startsAt, changes)).rejects.toMatchObject({
      code: slotNotOffered.code,
    });
  });

  it('says how requests are answered where the provider wants to be asked', async () => {
    expect(await stage.quote('2026-11-25T09:00:00Z')).not.toHaveProperty('request');
    const asks = { ...week, bookingMode: 'request' as const, answerWithinHours: 12 };
    await stage.service.call(availabilityRpc.saveMine, asks, { as: stage.tutor });
    expect((await stage.quote('2026-11-25T09:00:00Z')).request).toEqual({
      ...{ answerWithinHours: 12, bookableUntil: '2026-11-25T07:00:00.000Z' },
    });
    expect(await stage.slots()).toMatchObject({ answerWithinHours: 12 });
  });

  it('is refused for a provider without a schedule or without an offer', async () => {
    const start = '2026-11-25T09:00:00Z';
    await expect(stage.quote(start, { providerId: newId() })).rejects.toMatchObject({
      code: noSchedule.code,
    });
    const shy = await testActor('mentor');
    await stage.service.call(availabilityRpc.saveMine, week, { as: shy });
    await expect(stage.quote(start, { providerId: shy.userId })).rejects.toMatchObject({
      code: slotNotOffered.code,
    });
  });

  it('refuses what is no lesson', async () => {
    await expect(stage.quote('tomorrow')).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/startsAt' }],
    });
    const odd = { durationMinutes: 1e9 };
    await expect(stage.quote('2026-11-25T09:00:00Z', odd)).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/durationMinutes' }],
    });
  });

  it('is not given for a price that is no amount of money', async () => {
    stage.listing = { version: 2, amount: Number.MAX_SAFE_INTEGER };
    await stage.publish(profileEvents.updated, stage.about(2));
    await expect(stage.quote('2026-11-25T09:00:00Z')).resolves.toMatchObject({
      price: { amount: Number.MAX_SAFE_INTEGER },
    });
    await expect(
      stage.quote('2026-11-25T09:00:00Z', { durationMinutes: 90 }),
    ).rejects.toMatchObject({
      code: slotNotOffered.code,
    });
  });
});

describe('times near one that cannot be had', () => {
  const near = async (
    startsAt: string,
    changes: Partial<RpcArgs<typeof availabilityRpc.quote>> = {},
  ) => {
    const lesson = { durationMinutes: 60, mode: 'online' as const };
    const input = { providerId: stage.providerId, startsAt, ...lesson, ...changes };
    const { starts } = await stage.service.call(availabilityRpc.nearStarts, input);
    return starts;
  };

  it('are those that can be booked, with the time that they take', async () => {
    const starts = await near('2026-11-25T09:15:00Z');
    expect(starts[0]).toMatchObject({ startsAt: '2026-11-25T09:00:00.000Z' });
    expect(await stage.quote(starts[0]!.startsAt)).toMatchObject(starts[0]!);
    expect(starts[1]!.startsAt).toBe('2026-11-25T09:30:00.000Z');
    // Nothing is offered at the weekend: Friday's last lesson is the nearest.
    expect((await near('2026-11-28T10:00:00Z'))[0]!.startsAt).toBe('2026-11-27T11:00:00.000Z');
  });

  it('are also of whoever wants to be asked first', async () => {
    const asks = { ...week, bookingMode: 'request' as const };
    await stage.service.call(availabilityRpc.saveMine, asks, { as: stage.tutor });
    expect((await near('2026-11-25T09:15:00Z'))[0]!.startsAt).toBe('2026-11-25T09:00:00.000Z');
  });

  it('are the nearest bookable ones for what is over, too soon or too far', async () => {
    const first = '2026-11-23T10:00:00.000Z';
    for (const early of ['2026-11-23T09:30:00Z', '2026-11-20T09:00:00Z', '0000-01-03T09:00:00Z']) {
      expect((await near(early))[0]!.startsAt).toBe(first);
    }
    for (const late of ['2027-02-22T09:00:00Z', '9999-12-31T09:00:00Z']) {
      expect((await near(late))[0]!.startsAt).toBe('2027-02-19T11:00:00.000Z');
    }
  });

  it('are none of whoever offers no such lesson', async () => {
    const startsAt = '2026-11-25T09:15:00Z';
    const none = [{ durationMinutes: 45 }, { mode: 'in_person' as const }, { providerId: newId() }];
    for (const changes of [...none, { trial: true }]) {
      expect(await near(startsAt, changes)).toEqual([]);
    }
  });
});
