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
    title: 'This person accepts each lesson before it is paid',
    detail: 'Ask for the lessons one by one.',
  },
  rangeTooLong: {
    status: 400,
    title: 'Ask for at most {days} days at once',
  },
});
