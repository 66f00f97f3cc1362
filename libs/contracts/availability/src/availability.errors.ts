import { defineErrors } from '@edu/contract-kit';

export const availabilityErrors = defineErrors('availability', {
  noSchedule: {
    status: 404,
    title: 'This provider offers no times',
  },
  slotNotOffered: {
    status: 409,
    title: 'This time is not offered',
    detail: 'Read the free slots again and choose one of them.',
  },
  asksFirst: {
    status: 409,
    title: 'This person wants to be asked about each lesson',
    detail: 'Ask for lessons one by one.',
  },
  rangeTooLong: {
    status: 400,
    title: 'Ask for at most {days} days at once',
  },
});
