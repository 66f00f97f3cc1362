import { expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { SlotStage } from '../slot/slot.harness.ts';

const stage = new SlotStage();

it('a group lesson takes the time of its provider until it is called off', async () => {
  const before = await stage.freeTimes();
  const group = {
    ...{ groupId: newId(), providerId: stage.providerId, version: 1, canceled: false },
    busyFrom: '2026-11-25T09:00:00.000Z',
    busyUntil: '2026-11-25T11:00:00.000Z',
  };
  await stage.publish(bookingEvents.groupOpened, group);
  expect(await stage.freeTimes()).toEqual(['11:00']);
  await stage.publish(bookingEvents.groupCanceled, { ...group, canceled: true, version: 2 });
  expect(await stage.freeTimes()).toEqual(before);
});
