import { defineErrors } from '@edu/contract-kit';

export const searchErrors = defineErrors('search', {
  placeIncomplete: {
    status: 400,
    title: 'A place needs both lat and lng',
  },
  currencyMissing: {
    status: 400,
    title: 'Prices are compared within one currency',
    detail: 'Give the currency along with minRate, maxRate or sort=price.',
  },
});
