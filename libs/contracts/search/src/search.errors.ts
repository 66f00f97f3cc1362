import { defineErrors } from '@edu/contract-kit';

export const searchErrors = defineErrors('search', {
  placeIncomplete: {
    status: 400,
    title: {
      en: 'A place needs both lat and lng',
      fr: 'Un lieu exige lat et lng',
    },
  },
  currencyMissing: {
    status: 400,
    title: {
      en: 'Prices are compared within one currency',
      fr: 'Les prix se comparent dans une seule devise',
    },
    detail: {
      en: 'Give the currency along with minRate, maxRate or sort=price.',
      fr: 'Indiquez la devise avec minRate, maxRate ou sort=price.',
    },
  },
});
