/** What can be wrong with families; part of the errors of this service. */
export const FAMILY_ERRORS = {
  childNotFound: { status: 404, title: 'No such child' },
  childOfAge: {
    status: 422,
    title: 'This person is of age, or not born yet',
    detail: 'Check the year of birth. Who is of age has an account of their own.',
  },
  tooManyChildren: { status: 409, title: 'You have {max} children here already' },
  tooManyParents: { status: 409, title: 'This child has {max} parents already' },
  childClosed: {
    status: 409,
    title: 'This child signs in by itself now',
    detail: 'Use its other entry.',
  },
  consentOutdated: {
    status: 409,
    title: 'The text of the consent has changed',
    detail: 'Read the present one, then agree again.',
  },
  invitationNotFound: { status: 404, title: 'No such invitation, or not any more' },
  invitationUsed: {
    status: 409,
    title: 'This invitation has been used',
    detail: 'Ask the parent for another one.',
  },
  tooManyInvitations: {
    status: 429,
    title: 'You have {max} invitations open already',
    detail: 'Wait until one is accepted, or withdraw one.',
  },
  wrongKindOfAccount: {
    status: 409,
    title: 'Accounts of this kind cannot accept this invitation',
    detail: 'A child has a student’s account, a parent a parent’s.',
  },
  alreadyLinked: { status: 409, title: 'This account belongs to a family already' },
  underAge: {
    status: 409,
    title: 'You can take over from {year} on',
    detail: 'Until then your parents decide.',
  },
} as const;
