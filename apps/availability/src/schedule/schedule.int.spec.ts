import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RpcArgs, RpcOutput } from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityEvents,
  availabilityRpc,
} from '@edu/contracts-availability';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { availabilityService } from '../main.ts';

type Wanted = RpcArgs<typeof availabilityRpc.saveMine>;

const week: Wanted = {
  timeZone: 'Africa/Abidjan',
  weekly: [{ day: 1, ranges: [{ from: '09:00', to: '12:00' }] }],
};

let service: TestService;
let tutor: TestActor;

beforeAll(async () => {
  service = await startTestService(availabilityService);
});
afterAll(() => service.stop());
beforeEach(async () => {
  tutor = await testActor('tutor');
});

const save = (as: TestActor, wanted: Wanted = week) =>
  service.call(availabilityRpc.saveMine, wanted, { as });
const read = (as: TestActor) => service.call(availabilityRpc.getMine, {}, { as });

describe('my schedule', () => {
  it('is not there until it is written, then complete with its defaults', async () => {
    await expect(read(tutor)).rejects.toMatchObject({ code: availabilityErrors.noSchedule.code });
    const saved = await save(tutor);
    expect(saved).toEqual({
      ...week,
      providerId: tutor.userId,
      version: 1,
      exceptions: [],
      durationsMinutes: [60],
      stepMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      noticeMinutes: 120,
      horizonDays: 90,
      trial: null,
      policy: 'moderate',
      bookingMode: 'instant',
      answerWithinHours: 24,
    });
    expect(await read(tutor)).toEqual(saved);
  });

  it('counts its versions and emits an event for each', async () => {
    await save(tutor);
    const next = await save(tutor, { ...week, timeZone: 'Europe/Paris', policy: 'strict' });
    expect(next).toMatchObject({ version: 2, timeZone: 'Europe/Paris', policy: 'strict' });
    for (const version of [1, 2]) {
      const changed = { providerId: tutor.userId, version, bookingMode: 'instant', trial: null };
      const event = await service.events.next(
        availabilityEvents.changed,
        (e) => e.providerId === changed.providerId && e.version === version,
      );
      expect(event).toEqual(changed);
    }
  });

  it('says with the event how one is booked, and gives everybody’s to who asks for all', async () => {
    const trial = { durationMinutes: 30, price: { amount: 1_500, currency: 'XOF' as const } };
    await save(tutor, { ...week, bookingMode: 'request', trial });
    const terms = { providerId: tutor.userId, version: 1, bookingMode: 'request', trial };
    const event = await service.events.next(
      availabilityEvents.changed,
      (e) => e.providerId === tutor.userId,
    );
    expect(event).toEqual(terms);

    const seen: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const page: RpcOutput<typeof availabilityRpc.listSnapshot> = await service.call(
        availabilityRpc.listSnapshot,
        { limit: 2, ...(cursor && { cursor }) },
      );
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toContainEqual(terms);
    const { rows } = await service.sql.query<{ id: string }>(
      'SELECT provider_id AS id FROM schedule ORDER BY provider_id',
    );
    expect(seen).toMatchObject(rows.map(({ id }) => ({ providerId: id })));
  });

  it('loses no version when it is written many times at once', async () => {
    const saved = await Promise.all(Array.from({ length: 12 }, () => save(tutor)));
    const versions = saved.map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('is mine alone', async () => {
    await save(tutor);
    const other = await testActor('coach');
    await expect(read(other)).rejects.toMatchObject({ code: availabilityErrors.noSchedule.code });
    await save(other, { ...week, weekly: [] });
    expect(await read(tutor)).toMatchObject(week);
  });

  it('is for providers', async () => {
    for (const role of ['student', 'parent', 'support', 'admin'] as const) {
      const actor = await testActor(role);
      await expect(save(actor)).rejects.toMatchObject({ status: 403 });
      await expect(read(actor)).rejects.toMatchObject({ status: 403 });
    }
    await expect(service.call(availabilityRpc.saveMine, week)).rejects.toMatchObject({
      status: 401,
    });
  });

  it('may have hours that touch, a whole day, and 400 exceptions', async () => {
    const ranges = [
      { from: '12:00', to: '24:00' },
      { from: '00:00', to: '12:00' },
    ];
    const exceptions = Array.from({ length: 400 }, (_, index) => ({
      date: new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10),
      ranges,
    }));
    const wanted = { ...week, weekly: [{ day: 7, ranges }], exceptions };
    expect(await save(tutor, wanted)).toMatchObject(wanted);
  });

  const range = (from: string, to: string) => ({ from, to });
  it.each([
    ['ends before it begins', [range('12:00', '09:00')], '/weekly/0/ranges/0/to'],
    ['is empty', [range('09:00', '09:00')], '/weekly/0/ranges/0/to'],
    ['begins at the end of the day', [range('24:00', '24:00')], '/weekly/0/ranges/0/to'],
    ['is no time', [range('07.30', '12:00')], '/weekly/0/ranges/0/from'],
    ['is past the day', [range('09:00', '24:30')], '/weekly/0/ranges/0/to'],
    ['overlaps', [range('09:00', '12:00'), range('11:59', '13:00')], '/weekly/0/ranges/1'],
    ['is inside another', [range('10:00', '11:00'), range('09:00', '12:00')], '/weekly/0/ranges/1'],
  ])('refuses a range that %s', async (_, ranges, pointer) => {
    const wanted = { ...week, weekly: [{ day: 1, ranges }] };
    await expect(save(tutor, wanted)).rejects.toMatchObject({
      code: 'platform.invalid_input',
      errors: [{ pointer, detail: expect.any(String) }],
    });
  });

  it.each([
    ['a day twice', { weekly: [...week.weekly, ...week.weekly] }, '/weekly/1/day'],
    ['day 0', { weekly: [{ day: 0, ranges: [] }] }, '/weekly/0/day'],
    [
      'an exception twice',
      { exceptions: Array(2).fill({ date: '2027-01-01', ranges: [] }) },
      '/exceptions/1/date',
    ],
    [
      'a date that does not exist',
      { exceptions: [{ date: '2027-02-29', ranges: [] }] },
      '/exceptions/0/date',
    ],
    ['an unknown zone', { timeZone: 'Africa/Atlantis' }, '/timeZone'],
    ['no duration', { durationsMinutes: [] }, '/durationsMinutes'],
    ['an odd step', { stepMinutes: 7 }, '/stepMinutes'],
    ['a price', { price: 1 }, '/price'],
    ['a version', { version: 9 }, '/version'],
  ])('refuses %s', async (_, change, pointer) => {
    await expect(save(tutor, { ...week, ...change })).rejects.toMatchObject({
      code: 'platform.invalid_input',
      errors: [{ pointer, detail: expect.any(String) }],
    });
    await expect(read(tutor)).rejects.toMatchObject({ status: 404 });
  });
});
