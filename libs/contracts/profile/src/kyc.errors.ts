import { defineErrors } from '@edu/contract-kit';

export const kycErrors = defineErrors('profile', {
  kycInReview: {
    status: 409,
    title: 'Your documents are being checked',
    detail: 'You will get a message when that is done.',
  },
  kycPiecesMissing: {
    status: 422,
    title: 'Some of the documents are missing',
    detail: 'Add the listed ones.',
  },
  kycFileUnreadable: {
    status: 422,
    title: 'This file cannot be read',
    detail: 'Choose another one, or take the picture anew.',
  },
  kycFileTooManyPixels: {
    status: 422,
    title: 'This picture has too many pixels',
    detail: 'Choose one of at most {max} megapixels.',
  },
  kycFileTooSmall: {
    status: 422,
    title: 'This picture is too small to be read',
    detail: 'Choose one of at least {min} pixels on its longer side.',
  },
  kycUnknownCase: { status: 404, title: 'There is no such case' },
  kycUnknownDocument: { status: 404, title: 'There is no such document, or not any more' },
  kycOwnCase: {
    status: 403,
    title: 'Nobody checks their own documents',
    detail: 'Leave this case to somebody else.',
  },
  kycNotClaimed: {
    status: 409,
    title: 'This case is not yours at the moment',
    detail: 'Take it first.',
  },
  kycClaimedByOther: {
    status: 409,
    title: 'Somebody else is working on this case',
    detail: 'Take another one, or come back after {until}.',
  },
  kycSecondPerson: {
    status: 409,
    title: 'A second person has to decide this',
    detail: 'You have said yes to it already.',
  },
  kycNotInReview: {
    status: 409,
    title: 'There is nothing to decide about this case',
    detail: 'It has been decided, or has not been submitted.',
  },
  kycBadCallback: { status: 400, title: 'This is not from a service that checks identities' },
  kycValidUntilWrong: {
    status: 422,
    title: 'It cannot be valid until then',
    detail: 'Give a day after today and at most {months} months from now.',
  },
});
