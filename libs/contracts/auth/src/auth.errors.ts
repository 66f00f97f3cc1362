import { defineErrors } from '@edu/contract-kit';

export const authErrors = defineErrors('auth', {
  badCredentials: {
    status: 401,
    title: 'The address or the password is wrong',
  },
  badCode: {
    status: 422,
    title: 'This code is not valid',
    detail: 'Check the digits, or ask for a new code.',
  },
  badRefreshToken: {
    status: 401,
    title: 'Sign in again',
    detail: 'This session has ended.',
  },
  tooManyCodes: {
    status: 429,
    title: 'Too many codes were asked for',
    detail: 'Wait, then ask for a new one.',
    retryAfter: 600,
  },
  tooManyTries: {
    status: 429,
    title: 'Too many failed tries',
    detail: 'Wait before you try again.',
    retryAfter: 3_600,
  },
  busy: {
    status: 503,
    title: 'Too many people sign in right now',
    retryAfter: 2,
  },
  suspended: {
    status: 403,
    title: 'This account is suspended',
    detail: 'Contact the support.',
  },
  addressTaken: {
    status: 409,
    title: 'This address belongs to another account',
  },
  badPassword: {
    status: 422,
    title: 'The password is wrong',
  },
  mfaRequired: {
    status: 403,
    title: 'Confirm with your second factor',
    detail:
      'Send a code of your app, a recovery code or the answer of a passkey to `/auth/2fa` with this challenge.',
  },
  codeRequired: {
    status: 403,
    title: 'Confirm that it is you with the code that was sent',
    detail:
      'The account is not known on this device, or not from this country. Send the code to `/auth/verify` with this `verificationId`.',
  },
  badChallenge: {
    status: 422,
    title: 'This sign-in has waited too long',
    detail: 'Begin again.',
  },
  badPasskey: {
    status: 422,
    title: 'This passkey is not accepted',
    detail: 'It may have been removed from the account. Get in another way, then add it again.',
  },
  passkeyTaken: {
    status: 409,
    title: 'This passkey is in an account already',
  },
  tooManyPasskeys: {
    status: 409,
    title: 'Your account has {max} passkeys already',
    detail: 'Remove one that you no longer use.',
  },
  passkeyInvitationNeeded: {
    status: 403,
    title: 'Staff add their first passkey with a link',
    detail: 'Ask whoever runs the platform for one. It works once, for 24 hours.',
  },
  unknownPasskey: { status: 404, title: 'No such passkey' },
  unknownIssuer: { status: 404, title: 'Nobody signs in with this here' },
  issuerUnavailable: {
    status: 503,
    title: '{name} does not answer',
    detail: 'Try again in a moment, or sign in another way.',
    retryAfter: 5,
  },
  issuerDeclined: {
    status: 422,
    title: 'You did not agree at {name}',
    detail: 'Begin again and agree, or sign in another way.',
  },
  issuerFailed: {
    status: 422,
    title: '{name} could not say who you are',
    detail: 'Begin again, or sign in another way.',
  },
  issuerUnverified: {
    status: 422,
    title: '{name} has not verified your e-mail address',
    detail: 'Verify it there and begin again, or sign in another way.',
  },
  issuerNewcomer: {
    status: 403,
    title: 'You have no account here yet',
    detail:
      'Send this ticket to `/auth/issuer-sign-up` within half an hour, with what an account needs beside it.',
  },
  issuerKnownAddress: {
    status: 409,
    title: 'You have an account here with the e-mail address that you have at {name}',
    detail:
      'Sign in as usual, then send this ticket to `/me/issuer-links/ticket` within half an hour.',
  },
  issuerOtherAddress: {
    status: 409,
    title: 'Your account has another e-mail address than the one that you have at {name}',
    detail: 'Add that address to your account, then link it again.',
  },
  issuerTaken: {
    status: 409,
    title: 'One of the two accounts is linked with another already',
    detail: 'Unlink it on the security page, then begin again.',
  },
  unknownIssuerLink: { status: 404, title: 'No such link' },
  noSecondFactor: {
    status: 409,
    title: 'Your account has no second factor to change',
  },
  hasSecondFactor: {
    status: 409,
    title: 'Your account has a second factor already',
    detail: 'Remove it before you add another.',
  },
  secondFactorNeeded: {
    status: 422,
    title: 'Prove it with your second factor',
  },
  noAddress: {
    status: 422,
    title: 'Your account has no address of this kind',
  },
  badUndoToken: {
    status: 422,
    title: 'This link is no longer valid',
    detail: 'It works once, for 72 hours. Contact the support.',
  },
  weakPassword: {
    status: 422,
    title: 'This password is easy to guess',
    detail: 'Use several words that have nothing to do with you or with EduConnect.',
  },
  badPhone: {
    status: 422,
    title: 'No mobile phone has this number',
    detail: 'Check the digits, the country code included.',
  },
  oldPhone: {
    status: 422,
    title: 'This number has its old form: it begins with {form} now',
  },
  smsNotOffered: {
    status: 422,
    title: 'We send no SMS to this country yet',
    detail: 'Use an e-mail address.',
  },
  smsRangeFull: {
    status: 429,
    title: 'Too many codes were asked for by SMS to numbers like this one',
    detail: 'Use an e-mail address or a passkey, or try again later.',
    retryAfter: 3_600,
  },
  smsExhausted: {
    status: 503,
    title: 'No more codes can be sent by SMS today',
    detail: 'Use an e-mail address or a passkey, or try again tomorrow.',
    retryAfter: 3_600,
  },
  unknownSession: { status: 404, title: 'No such sign-in session' },
  unknownSigningKey: { status: 404, title: 'No such signing key' },
  ownRoles: {
    status: 403,
    title: 'Nobody changes their own roles',
    detail: 'Ask another admin.',
  },
  ownAccount: {
    status: 403,
    title: 'Nobody does this with their own account',
  },
  staffAccount: {
    status: 403,
    title: 'This is the account of staff',
    detail: 'Ask an admin.',
  },
  notStaff: {
    status: 409,
    title: 'This is not the account of staff',
    detail: 'Its owner adds passkeys without a link.',
  },
  unknownUser: { status: 404, title: 'No such account' },
  closing: {
    status: 403,
    title: 'This account is going to be erased',
    detail: 'The link in the message about it undoes that.',
  },
  noExport: { status: 404, title: 'No export was asked for' },
  unknownExport: { status: 404, title: 'No such export' },
  exportNotReady: {
    status: 409,
    title: 'This export is not ready',
    detail: 'Wait until it is done, or ask for a new one where it has failed.',
  },
  exportExpired: { status: 410, title: 'This export has expired', detail: 'Ask for a new one.' },
  badErasureToken: {
    status: 422,
    title: 'This link is not valid',
    detail: 'Take that of the message, as a whole.',
  },
  erasureOver: {
    status: 409,
    title: 'This erasure cannot be undone any more',
    detail: 'Its time is over, or it was undone before.',
  },
  noErasure: { status: 404, title: 'No erasure of this account was asked for' },
});
