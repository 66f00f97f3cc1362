import { defineErrors } from '@edu/contract-kit';
import { FAMILY_ERRORS } from './family.errors.ts';

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
  photoUnreadable: {
    status: 422,
    title: 'This picture cannot be read',
    detail: 'Choose another one, or take it anew.',
  },
  photoTooManyPixels: {
    status: 422,
    title: 'This picture has too many pixels',
    detail: 'Choose one of at most {max} megapixels.',
  },
  photoTooSmall: {
    status: 422,
    title: 'This picture is too small',
    detail: 'Choose one of at least {min} pixels on each side.',
  },
  photoCropOutside: {
    status: 422,
    title: 'The chosen part lies outside of the picture',
  },
  addressNotFound: { status: 404, title: 'No exact address has been written' },
  lessonNotFound: { status: 404, title: 'No such lesson' },
  ...FAMILY_ERRORS,
});
