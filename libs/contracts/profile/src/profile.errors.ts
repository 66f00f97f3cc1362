import { defineErrors } from '@edu/contract-kit';

export const profileErrors = defineErrors('profile', {
  notFound: { status: 404, title: 'No such profile' },
  incomplete: {
    status: 422,
    title: 'The profile is not complete enough to be published',
    detail: 'Fill in the listed fields.',
  },
  suspended: {
    status: 403,
    title: 'This account is suspended and cannot be shown',
    detail: 'Contact the support.',
  },
});
