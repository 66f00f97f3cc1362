// Generated from docs/api/openapi.json by `npm run gen`. Do not edit.

/** POST /api/v1/auth/register */
export const authRegister = {
  '/role': {
    name: 'role',
    required: true,
    options: ['student', 'parent', 'tutor', 'coach', 'mentor'],
  },
  '/displayName': { name: 'displayName', required: true, maxLength: 80 },
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
  '/password': { name: 'password', minLength: 10, maxLength: 128 },
  '/locale': { name: 'locale', options: ['fr', 'en'] },
  '/zone': { name: 'zone', maxLength: 64 },
} as const;

/** POST /api/v1/auth/verify */
export const authVerify = {
  '/verificationId': { name: 'verificationId', required: true },
  '/code': { name: 'code', required: true, pattern: '^\\d{6}$' },
} as const;

/** POST /api/v1/auth/login */
export const authLogin = {
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
  '/password': { name: 'password', required: true, maxLength: 128 },
} as const;

/** POST /api/v1/auth/login/otp */
export const authLoginCode = {
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
} as const;

/** POST /api/v1/auth/refresh */
export const authRefresh = {
  '/refreshToken': { name: 'refreshToken', minLength: 20, maxLength: 200 },
} as const;

/** POST /api/v1/auth/logout */
export const authLogout = {
  '/refreshToken': { name: 'refreshToken', minLength: 20, maxLength: 200 },
} as const;

/** GET /api/v1/me/sessions */
export const authSessions = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** GET /api/v1/me/sign-ins */
export const authSignIns = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** PATCH /api/v1/me */
export const authUpdateMe = {
  '/displayName': { name: 'displayName', maxLength: 80 },
  '/locale': { name: 'locale', options: ['fr', 'en'] },
  '/zone': { name: 'zone', maxLength: 64 },
} as const;

/** POST /api/v1/me/addresses */
export const authAddAddress = {
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
} as const;

/** POST /api/v1/auth/address-changes/undo */
export const authUndoAddressChange = { '/token': { name: 'token', required: true } } as const;

/** GET /api/v1/staff/accounts */
export const authFindAccounts = {
  '/q': { name: 'q', required: true, minLength: 3, maxLength: 254 },
} as const;

/** PUT /api/v1/staff/accounts/{userId}/suspension */
export const authSuspendAccount = {
  '/reason': {
    name: 'reason',
    required: true,
    options: ['safety', 'abuse', 'fraud', 'security', 'owner_asked'],
  },
} as const;

/** POST /api/v1/staff/accounts/{userId}/reinstatement */
export const authReinstateAccount = {
  '/reason': { name: 'reason', required: true, options: ['resolved', 'mistake', 'appeal'] },
} as const;

/** PUT /api/v1/accounts/{userId}/roles */
export const authSetRoles = {
  '/roles': { name: 'roles', required: true, minItems: 1, maxItems: 9 },
  '/roles/-': {
    name: 'roles.-',
    options: [
      'student',
      'parent',
      'tutor',
      'coach',
      'mentor',
      'support',
      'trust',
      'finance',
      'admin',
    ],
  },
  '/reason': {
    name: 'reason',
    required: true,
    options: ['joined_team', 'changed_task', 'left_team', 'corrected', 'incident'],
  },
} as const;

/** POST /api/v1/me/step-up */
export const authRequestStepUp = {
  '/channel': { name: 'channel', options: ['email', 'sms'] },
} as const;

/** POST /api/v1/me/step-up/verify */
export const authProveStepUp = {
  '/proof/kind': {
    name: 'proof.kind',
    required: true,
    options: ['totp', 'recovery_code', 'passkey', 'password', 'code'],
  },
  '/proof/code': { name: 'proof.code', required: true },
  '/proof/credential/id': { name: 'proof.credential.id', required: true, maxLength: 1400 },
  '/proof/credential/clientDataJSON': {
    name: 'proof.credential.clientDataJSON',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/authenticatorData': {
    name: 'proof.credential.authenticatorData',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/signature': {
    name: 'proof.credential.signature',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/userHandle': { name: 'proof.credential.userHandle', maxLength: 88 },
  '/proof/password': { name: 'proof.password', required: true, maxLength: 128 },
  '/proof/verificationId': { name: 'proof.verificationId', required: true },
} as const;

/** PUT /api/v1/me/password */
export const authSetPassword = {
  '/password': { name: 'password', required: true, minLength: 10, maxLength: 128 },
} as const;

/** POST /api/v1/auth/password/reset */
export const authAskForReset = {
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
} as const;

/** POST /api/v1/auth/password/reset/confirm */
export const authResetPassword = {
  '/verificationId': { name: 'verificationId', required: true },
  '/code': { name: 'code', required: true, pattern: '^\\d{6}$' },
  '/password': { name: 'password', required: true, minLength: 10, maxLength: 128 },
} as const;

/** POST /api/v1/auth/2fa */
export const authSecondFactor = {
  '/challenge': { name: 'challenge', required: true },
  '/proof/kind': {
    name: 'proof.kind',
    required: true,
    options: ['totp', 'recovery_code', 'passkey'],
  },
  '/proof/code': { name: 'proof.code', required: true },
  '/proof/credential/id': { name: 'proof.credential.id', required: true, maxLength: 1400 },
  '/proof/credential/clientDataJSON': {
    name: 'proof.credential.clientDataJSON',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/authenticatorData': {
    name: 'proof.credential.authenticatorData',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/signature': {
    name: 'proof.credential.signature',
    required: true,
    maxLength: 4000,
  },
  '/proof/credential/userHandle': { name: 'proof.credential.userHandle', maxLength: 88 },
} as const;

/** POST /api/v1/me/second-factor/totp/confirm */
export const authConfirmTotp = {
  '/code': { name: 'code', required: true, pattern: '^\\d{6}$' },
} as const;

/** POST /api/v1/auth/erasure */
export const authErasure = { '/token': { name: 'token', required: true } } as const;

/** POST /api/v1/auth/erasure/undo */
export const authUndoErasure = { '/token': { name: 'token', required: true } } as const;

/** POST /api/v1/staff/retention/runs */
export const authRunRetention = {
  '/service': {
    name: 'service',
    required: true,
    options: [
      'auth',
      'profile',
      'search',
      'availability',
      'booking',
      'payment',
      'session',
      'notification',
    ],
  },
} as const;

/** POST /api/v1/me/passkeys */
export const authAddPasskey = {
  '/invitation': { name: 'invitation' },
  '/name': { name: 'name', maxLength: 60 },
  '/credential/id': { name: 'credential.id', required: true, maxLength: 1400 },
  '/credential/clientDataJSON': {
    name: 'credential.clientDataJSON',
    required: true,
    maxLength: 4000,
  },
  '/credential/attestationObject': {
    name: 'credential.attestationObject',
    required: true,
    maxLength: 8000,
  },
  '/credential/transports': { name: 'credential.transports', maxItems: 8 },
  '/credential/transports/-': { name: 'credential.transports.-' },
} as const;

/** PATCH /api/v1/me/passkeys/{id} */
export const authRenamePasskey = {
  '/name': { name: 'name', required: true, maxLength: 60 },
} as const;

/** POST /api/v1/auth/passkey/options */
export const authAskForPasskey = { '/challenge': { name: 'challenge' } } as const;

/** POST /api/v1/auth/passkey */
export const authPasskeySignIn = {
  '/credential/id': { name: 'credential.id', required: true, maxLength: 1400 },
  '/credential/clientDataJSON': {
    name: 'credential.clientDataJSON',
    required: true,
    maxLength: 4000,
  },
  '/credential/authenticatorData': {
    name: 'credential.authenticatorData',
    required: true,
    maxLength: 4000,
  },
  '/credential/signature': { name: 'credential.signature', required: true, maxLength: 4000 },
  '/credential/userHandle': { name: 'credential.userHandle', maxLength: 88 },
} as const;

/** POST /api/v1/auth/issuer-answer */
export const authIssuerSignIn = {
  '/attempt': { name: 'attempt', required: true },
  '/query': { name: 'query', required: true, pattern: '^[\\x21-\\x7e]{0,4000}$' },
} as const;

/** POST /api/v1/auth/issuer-sign-up */
export const authIssuerSignUp = {
  '/ticket': { name: 'ticket', required: true },
  '/role': {
    name: 'role',
    required: true,
    options: ['student', 'parent', 'tutor', 'coach', 'mentor'],
  },
  '/displayName': { name: 'displayName', required: true, maxLength: 80 },
  '/email': { name: 'email', type: 'email', maxLength: 254 },
  '/locale': { name: 'locale', options: ['fr', 'en'] },
  '/zone': { name: 'zone', maxLength: 64 },
} as const;

/** POST /api/v1/me/issuer-links */
export const authLinkIssuer = {
  '/attempt': { name: 'attempt', required: true },
  '/query': { name: 'query', required: true, pattern: '^[\\x21-\\x7e]{0,4000}$' },
} as const;

/** POST /api/v1/me/issuer-links/begin */
export const authBeginIssuerLink = { '/issuer': { name: 'issuer', required: true } } as const;

/** POST /api/v1/me/issuer-links/ticket */
export const authLinkIssuerTicket = { '/ticket': { name: 'ticket', required: true } } as const;

/** PUT /api/v1/me/schedule */
export const availabilitySaveMine = {
  '/timeZone': { name: 'timeZone', required: true, maxLength: 64 },
  '/weekly': { name: 'weekly', required: true, maxItems: 7 },
  '/weekly/-/day': { name: 'weekly.-.day', required: true, type: 'number', min: 1, max: 7 },
  '/weekly/-/ranges': { name: 'weekly.-.ranges', required: true, maxItems: 12 },
  '/weekly/-/ranges/-/from': {
    name: 'weekly.-.ranges.-.from',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/weekly/-/ranges/-/to': {
    name: 'weekly.-.ranges.-.to',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/exceptions': { name: 'exceptions', maxItems: 400 },
  '/exceptions/-/date': { name: 'exceptions.-.date', required: true, type: 'date' },
  '/exceptions/-/ranges': { name: 'exceptions.-.ranges', required: true, maxItems: 12 },
  '/exceptions/-/ranges/-/from': {
    name: 'exceptions.-.ranges.-.from',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/exceptions/-/ranges/-/to': {
    name: 'exceptions.-.ranges.-.to',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/durationsMinutes': { name: 'durationsMinutes', minItems: 1, maxItems: 8 },
  '/durationsMinutes/-': { name: 'durationsMinutes.-', type: 'number', min: 15, max: 480, step: 5 },
  '/stepMinutes': { name: 'stepMinutes', type: 'number', min: 5, max: 120, step: 5 },
  '/bufferBeforeMinutes': { name: 'bufferBeforeMinutes', type: 'number', min: 0, max: 120 },
  '/bufferAfterMinutes': { name: 'bufferAfterMinutes', type: 'number', min: 0, max: 120 },
  '/noticeMinutes': { name: 'noticeMinutes', type: 'number', min: 0, max: 43200 },
  '/horizonDays': { name: 'horizonDays', type: 'number', min: 1, max: 365 },
  '/policy': { name: 'policy', options: ['flexible', 'moderate', 'strict'] },
  '/bookingMode': { name: 'bookingMode', options: ['instant', 'request'] },
  '/answerWithinHours': { name: 'answerWithinHours', type: 'number', min: 1, max: 168 },
  '/trial/durationMinutes': {
    name: 'trial.durationMinutes',
    type: 'number',
    min: 15,
    max: 480,
    step: 5,
  },
  '/trial/price/amount': { name: 'trial.price.amount', type: 'number', min: 0 },
  '/trial/price/currency': {
    name: 'trial.price.currency',
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
} as const;

/** POST /api/v1/me/schedule/preview */
export const availabilityPreview = {
  '/schedule/timeZone': { name: 'schedule.timeZone', required: true, maxLength: 64 },
  '/schedule/weekly': { name: 'schedule.weekly', required: true, maxItems: 7 },
  '/schedule/weekly/-/day': {
    name: 'schedule.weekly.-.day',
    required: true,
    type: 'number',
    min: 1,
    max: 7,
  },
  '/schedule/weekly/-/ranges': { name: 'schedule.weekly.-.ranges', required: true, maxItems: 12 },
  '/schedule/weekly/-/ranges/-/from': {
    name: 'schedule.weekly.-.ranges.-.from',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/schedule/weekly/-/ranges/-/to': {
    name: 'schedule.weekly.-.ranges.-.to',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/schedule/exceptions': { name: 'schedule.exceptions', maxItems: 400 },
  '/schedule/exceptions/-/date': {
    name: 'schedule.exceptions.-.date',
    required: true,
    type: 'date',
  },
  '/schedule/exceptions/-/ranges': {
    name: 'schedule.exceptions.-.ranges',
    required: true,
    maxItems: 12,
  },
  '/schedule/exceptions/-/ranges/-/from': {
    name: 'schedule.exceptions.-.ranges.-.from',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/schedule/exceptions/-/ranges/-/to': {
    name: 'schedule.exceptions.-.ranges.-.to',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/schedule/durationsMinutes': { name: 'schedule.durationsMinutes', minItems: 1, maxItems: 8 },
  '/schedule/durationsMinutes/-': {
    name: 'schedule.durationsMinutes.-',
    type: 'number',
    min: 15,
    max: 480,
    step: 5,
  },
  '/schedule/stepMinutes': {
    name: 'schedule.stepMinutes',
    type: 'number',
    min: 5,
    max: 120,
    step: 5,
  },
  '/schedule/bufferBeforeMinutes': {
    name: 'schedule.bufferBeforeMinutes',
    type: 'number',
    min: 0,
    max: 120,
  },
  '/schedule/bufferAfterMinutes': {
    name: 'schedule.bufferAfterMinutes',
    type: 'number',
    min: 0,
    max: 120,
  },
  '/schedule/noticeMinutes': { name: 'schedule.noticeMinutes', type: 'number', min: 0, max: 43200 },
  '/schedule/horizonDays': { name: 'schedule.horizonDays', type: 'number', min: 1, max: 365 },
  '/schedule/policy': { name: 'schedule.policy', options: ['flexible', 'moderate', 'strict'] },
  '/schedule/bookingMode': { name: 'schedule.bookingMode', options: ['instant', 'request'] },
  '/schedule/answerWithinHours': {
    name: 'schedule.answerWithinHours',
    type: 'number',
    min: 1,
    max: 168,
  },
  '/schedule/trial/durationMinutes': {
    name: 'schedule.trial.durationMinutes',
    type: 'number',
    min: 15,
    max: 480,
    step: 5,
  },
  '/schedule/trial/price/amount': { name: 'schedule.trial.price.amount', type: 'number', min: 0 },
  '/schedule/trial/price/currency': {
    name: 'schedule.trial.price.currency',
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
  '/from': { name: 'from', required: true, type: 'date' },
  '/to': { name: 'to', required: true, type: 'date' },
  '/zone': { name: 'zone', maxLength: 64 },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
} as const;

/** GET /api/v1/providers/{id}/slots */
export const availabilitySlots = {
  '/from': { name: 'from', required: true, type: 'date' },
  '/to': { name: 'to', required: true, type: 'date' },
  '/zone': { name: 'zone', required: true, maxLength: 64 },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/trial': { name: 'trial' },
  '/movedBookingId': { name: 'movedBookingId' },
} as const;

/** GET /api/v1/providers/{providerId}/quote */
export const availabilityQuote = {
  '/startsAt': { name: 'startsAt', required: true },
  '/durationMinutes': {
    name: 'durationMinutes',
    required: true,
    type: 'number',
    min: 15,
    max: 480,
  },
  '/mode': { name: 'mode', required: true, options: ['online', 'in_person'] },
  '/trial': { name: 'trial' },
  '/movedBookingId': { name: 'movedBookingId' },
} as const;

/** POST /api/v1/bookings */
export const bookingCreate = {
  '/providerId': { name: 'providerId', required: true },
  '/startsAt': { name: 'startsAt', required: true },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/trial': { name: 'trial' },
  '/learnerId': { name: 'learnerId' },
  '/beyondCaps': { name: 'beyondCaps' },
  '/quote': { name: 'quote', maxLength: 4000 },
} as const;

/** GET /api/v1/bookings */
export const bookingList = {
  '/as': { name: 'as', options: ['learner', 'provider', 'parent'] },
  '/learnerId': { name: 'learnerId' },
  '/state': {
    name: 'state',
    options: [
      'requested',
      'proposed',
      'pending',
      'confirmed',
      'completed',
      'no_show',
      'expired',
      'declined',
      'canceled',
      'refunded',
    ],
  },
  '/from': { name: 'from' },
  '/to': { name: 'to' },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/withId': { name: 'withId' },
  '/when': { name: 'when', options: ['upcoming', 'past'] },
  '/part': { name: 'part', options: ['upcoming', 'to_pay', 'asked', 'past', 'canceled'] },
  '/series': { name: 'series', options: ['apart', 'together'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** GET /api/v1/bookings/{id}/cancellation-preview */
export const bookingCancellationPreview = { '/at': { name: 'at' } } as const;

/** POST /api/v1/bookings/{id}/cancel */
export const bookingCancel = { '/reason': { name: 'reason', maxLength: 500 } } as const;

/** POST /api/v1/bookings/{id}/accept */
export const bookingAccept = { '/beyondCaps': { name: 'beyondCaps' } } as const;

/** POST /api/v1/bookings/{id}/decline */
export const bookingDecline = { '/reason': { name: 'reason', maxLength: 500 } } as const;

/** POST /api/v1/bookings/{id}/propose */
export const bookingPropose = { '/startsAt': { name: 'startsAt', required: true } } as const;

/** POST /api/v1/approvals */
export const bookingAskApproval = {
  '/providerId': { name: 'providerId', required: true },
  '/startsAt': { name: 'startsAt', required: true },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/quote': { name: 'quote', maxLength: 4000 },
} as const;

/** POST /api/v1/approvals/series */
export const bookingAskSeriesApproval = {
  '/providerId': { name: 'providerId', required: true },
  '/starts': { name: 'starts', required: true, minItems: 1, maxItems: 52 },
  '/starts/-': { name: 'starts.-' },
  '/repeat/everyWeeks': { name: 'repeat.everyWeeks', type: 'number', min: 1, max: 4 },
  '/repeat/times': { name: 'repeat.times', type: 'number', min: 2, max: 52 },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/take': { name: 'take', options: ['all', 'free'] },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
} as const;

/** POST /api/v1/approvals/{approvalId}/refuse */
export const bookingRefuse = { '/reason': { name: 'reason', maxLength: 500 } } as const;

/** POST /api/v1/me/group-lessons */
export const bookingOpenGroup = {
  '/startsAt': { name: 'startsAt', required: true },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/title': { name: 'title', required: true, minLength: 3, maxLength: 80 },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/seats': { name: 'seats', required: true, type: 'number', min: 2, max: 30 },
  '/price/amount': { name: 'price.amount', required: true, type: 'number', min: 0 },
  '/price/currency': {
    name: 'price.currency',
    required: true,
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
} as const;

/** POST /api/v1/me/group-lessons/{groupId}/cancel */
export const bookingCancelGroup = { '/reason': { name: 'reason', maxLength: 500 } } as const;

/** POST /api/v1/group-lessons/{groupId}/seats */
export const bookingBookSeat = {
  '/learnerId': { name: 'learnerId' },
  '/beyondCaps': { name: 'beyondCaps' },
} as const;

/** GET /api/v1/bookings/counts */
export const bookingCounts = {
  '/as': { name: 'as', options: ['learner', 'provider', 'parent'] },
  '/learnerId': { name: 'learnerId' },
  '/state': {
    name: 'state',
    options: [
      'requested',
      'proposed',
      'pending',
      'confirmed',
      'completed',
      'no_show',
      'expired',
      'declined',
      'canceled',
      'refunded',
    ],
  },
  '/from': { name: 'from' },
  '/to': { name: 'to' },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/withId': { name: 'withId' },
} as const;

/** GET /api/v1/bookings/people */
export const bookingPeople = {
  '/as': { name: 'as', options: ['learner', 'provider', 'parent'] },
} as const;

/** GET /api/v1/bookings/calendar */
export const bookingShowCalendar = {
  '/as': { name: 'as', options: ['learner', 'provider', 'parent'] },
  '/from': { name: 'from', required: true },
  '/days': { name: 'days', type: 'number', min: 1, max: 42 },
} as const;

/** POST /api/v1/bookings/{id}/dispute */
export const bookingContest = {
  '/text': { name: 'text', required: true, minLength: 10, maxLength: 2000 },
} as const;

/** POST /api/v1/bookings/{id}/dispute/messages */
export const bookingWriteOnDispute = {
  '/text': { name: 'text', required: true, maxLength: 1000 },
} as const;

/** PUT /api/v1/bookings/{id}/report */
export const bookingWriteReport = {
  '/done': { name: 'done', required: true, maxLength: 2000 },
  '/next': { name: 'next', maxLength: 1000 },
} as const;

/** POST /api/v1/staff/disputes/{id}/messages */
export const bookingAnswerDispute = {
  '/text': { name: 'text', required: true, maxLength: 1000 },
} as const;

/** POST /api/v1/staff/disputes/{id}/decide */
export const bookingDecideDispute = {
  '/refundPct': { name: 'refundPct', required: true, type: 'number', min: 0, max: 100 },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 1000 },
} as const;

/** GET /api/v1/staff/bookings/{id}/cancellation-preview */
export const bookingWaiverPreview = {
  '/bornBy': { name: 'bornBy', options: ['provider', 'platform'] },
} as const;

/** POST /api/v1/staff/bookings/{id}/cancel */
export const bookingWaive = {
  '/bornBy': { name: 'bornBy', options: ['provider', 'platform'] },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** POST /api/v1/series/preview */
export const bookingPreviewSeries = {
  '/providerId': { name: 'providerId', required: true },
  '/starts': { name: 'starts', required: true, minItems: 1, maxItems: 52 },
  '/starts/-': { name: 'starts.-' },
  '/repeat/everyWeeks': { name: 'repeat.everyWeeks', type: 'number', min: 1, max: 4 },
  '/repeat/times': { name: 'repeat.times', type: 'number', min: 2, max: 52 },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/learnerId': { name: 'learnerId' },
} as const;

/** POST /api/v1/series */
export const bookingCreateSeries = {
  '/providerId': { name: 'providerId', required: true },
  '/starts': { name: 'starts', required: true, minItems: 1, maxItems: 52 },
  '/starts/-': { name: 'starts.-' },
  '/repeat/everyWeeks': { name: 'repeat.everyWeeks', type: 'number', min: 1, max: 4 },
  '/repeat/times': { name: 'repeat.times', type: 'number', min: 2, max: 52 },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/take': { name: 'take', options: ['all', 'free'] },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/learnerId': { name: 'learnerId' },
  '/beyondCaps': { name: 'beyondCaps' },
} as const;

/** GET /api/v1/series/{seriesId}/cancellation-preview */
export const bookingPreviewSeriesCancellation = {
  '/scope': { name: 'scope', required: true, options: ['all', 'following', 'one'] },
  '/bookingId': { name: 'bookingId' },
} as const;

/** POST /api/v1/series/{seriesId}/cancel */
export const bookingCancelSeries = {
  '/scope': { name: 'scope', required: true, options: ['all', 'following', 'one'] },
  '/bookingId': { name: 'bookingId' },
  '/reason': { name: 'reason', maxLength: 500 },
} as const;

/** POST /api/v1/series/{seriesId}/move-preview */
export const bookingPreviewSeriesMove = {
  '/scope': { name: 'scope', required: true, options: ['all', 'following', 'one'] },
  '/bookingId': { name: 'bookingId' },
  '/startsAt': { name: 'startsAt', required: true },
  '/instead': { name: 'instead', maxItems: 52 },
  '/instead/-/bookingId': { name: 'instead.-.bookingId', required: true },
  '/instead/-/startsAt': { name: 'instead.-.startsAt', required: true },
} as const;

/** POST /api/v1/series/{seriesId}/move */
export const bookingMoveSeries = {
  '/scope': { name: 'scope', required: true, options: ['all', 'following', 'one'] },
  '/bookingId': { name: 'bookingId' },
  '/startsAt': { name: 'startsAt', required: true },
  '/instead': { name: 'instead', maxItems: 52 },
  '/instead/-/bookingId': { name: 'instead.-.bookingId', required: true },
  '/instead/-/startsAt': { name: 'instead.-.startsAt', required: true },
  '/take': { name: 'take', options: ['all', 'free'] },
} as const;

/** POST /api/v1/bookings/{id}/reschedule */
export const bookingReschedule = {
  '/startsAt': { name: 'startsAt', required: true },
  '/durationMinutes': { name: 'durationMinutes', type: 'number', min: 15, max: 480 },
} as const;

/** POST /api/v1/bookings/{id}/reschedule-proposal */
export const bookingProposeReschedule = {
  '/starts': { name: 'starts', required: true, minItems: 1, maxItems: 3 },
  '/starts/-': { name: 'starts.-' },
  '/reason': { name: 'reason', required: true, minLength: 3, maxLength: 500 },
} as const;

/** POST /api/v1/bookings/{id}/reschedule-proposal/accept */
export const bookingAcceptReschedule = {
  '/startsAt': { name: 'startsAt', required: true },
} as const;

/** GET /api/v1/me/notifications */
export const notificationList = {
  '/unread': { name: 'unread' },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/me/notifications/read */
export const notificationMarkAllRead = { '/upTo': { name: 'upTo', required: true } } as const;

/** PUT /api/v1/me/preferences */
export const notificationSavePreferences = {
  '/email': { name: 'email', required: true },
  '/sms': { name: 'sms', required: true },
  '/reminders': { name: 'reminders' },
} as const;

/** POST /api/v1/payments/intent */
export const paymentCreateIntent = {
  '/bookingId': { name: 'bookingId', required: true },
  '/others': { name: 'others', maxItems: 51 },
  '/others/-': { name: 'others.-' },
  '/psp': { name: 'psp' },
  '/credit': { name: 'credit' },
  '/quoteId': { name: 'quoteId' },
  '/payer/phone': { name: 'payer.phone', pattern: '^\\+[1-9]\\d{6,14}$' },
  '/payer/country': { name: 'payer.country', minLength: 2, maxLength: 2 },
  '/payer/operator': { name: 'payer.operator', maxLength: 60 },
} as const;

/** GET /api/v1/bookings/{id}/ways-to-pay */
export const paymentWays = {
  '/others': { name: 'others', maxItems: 51 },
  '/others/-': { name: 'others.-' },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
} as const;

/** POST /api/v1/payments/wallet */
export const paymentGetWallet = {
  '/bookingId': { name: 'bookingId', required: true },
  '/others': { name: 'others', maxItems: 51 },
  '/others/-': { name: 'others.-' },
  '/psp': { name: 'psp' },
  '/phone': { name: 'phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
  '/operator': { name: 'operator', maxLength: 60 },
  '/credit': { name: 'credit' },
} as const;

/** GET /api/v1/payments */
export const paymentList = {
  '/bookingId': { name: 'bookingId' },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** GET /api/v1/me/earnings */
export const paymentEarnings = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** GET /api/v1/me/payouts */
export const paymentPayouts = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** PUT /api/v1/me/payouts/account */
export const paymentSetPayoutAccount = {
  '/phone': { name: 'phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
  '/app': { name: 'app' },
} as const;

/** POST /api/v1/staff/payouts/{id}/refuse */
export const paymentRefusePayout = {
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** POST /api/v1/staff/payout-accounts/{id}/decide */
export const paymentDecidePayoutAccount = {
  '/accept': { name: 'accept', required: true },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** POST /api/v1/staff/chargebacks/{id}/decide */
export const paymentDecideChargeback = {
  '/decision': { name: 'decision', required: true, options: ['answer', 'accept'] },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** GET /api/v1/staff/reconciliation/runs */
export const paymentListReconciliations = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/reconciliation/runs */
export const paymentStartReconciliation = {
  '/psp': { name: 'psp' },
  '/statement': { name: 'statement' },
  '/balance': { name: 'balance' },
  '/from': { name: 'from', required: true },
  '/to': { name: 'to', required: true },
} as const;

/** POST /api/v1/staff/reconciliation/runs/{id}/statement */
export const paymentAddStatement = {
  '/part': { name: 'part', required: true, type: 'number', min: 1, max: 1000 },
  '/csv': { name: 'csv', required: true, maxLength: 60000 },
  '/isLast': { name: 'isLast', required: true },
} as const;

/** GET /api/v1/staff/reconciliation/mismatches */
export const paymentListMismatches = {
  '/state': { name: 'state', options: ['open', 'assigned', 'resolved', 'gone'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/reconciliation/mismatches/{id}/resolve */
export const paymentResolveMismatch = {
  '/resolution': {
    name: 'resolution',
    required: true,
    options: ['sent_back', 'kept', 'corrected', 'accepted'],
  },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** GET /api/v1/documents */
export const paymentDocuments = { '/paymentId': { name: 'paymentId', required: true } } as const;

/** GET /api/v1/me/documents */
export const paymentOwnDocuments = {
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
  '/kind': {
    name: 'kind',
    options: ['receipt', 'credit_note', 'credit_note_reversal', 'annual_statement', 'statement'],
  },
  '/year': { name: 'year', type: 'number', min: 2000, max: 2200 },
} as const;

/** POST /api/v1/bookings/{bookingId}/payment-links */
export const paymentCreateLink = {
  '/others': { name: 'others', maxItems: 51 },
  '/others/-': { name: 'others.-' },
} as const;

/** POST /api/v1/payment-links/open */
export const paymentOpenLink = {
  '/token': { name: 'token', required: true },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
} as const;

/** POST /api/v1/payment-links/pay */
export const paymentPayLink = {
  '/token': { name: 'token', required: true },
  '/psp': { name: 'psp' },
  '/quoteId': { name: 'quoteId' },
  '/payer/phone': { name: 'payer.phone', pattern: '^\\+[1-9]\\d{6,14}$' },
  '/payer/country': { name: 'payer.country', minLength: 2, maxLength: 2 },
  '/payer/operator': { name: 'payer.operator', maxLength: 60 },
} as const;

/** POST /api/v1/payment-links/wallet */
export const paymentLinkWallet = {
  '/token': { name: 'token', required: true },
  '/psp': { name: 'psp' },
  '/phone': { name: 'phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
  '/operator': { name: 'operator', maxLength: 60 },
} as const;

/** POST /api/v1/bookings/{bookingId}/payment-quotes */
export const paymentQuote = {
  '/others': { name: 'others', maxItems: 51 },
  '/others/-': { name: 'others.-' },
  '/currency': { name: 'currency', required: true, options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/credit': { name: 'credit' },
} as const;

/** POST /api/v1/payment-links/quote */
export const paymentLinkQuote = {
  '/token': { name: 'token', required: true },
  '/currency': { name: 'currency', required: true, options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
} as const;

/** GET /api/v1/me/statement */
export const paymentStatement = {
  '/month': { name: 'month', required: true, pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' },
  '/as': { name: 'as', required: true, options: ['payer', 'provider', 'credit', 'reserve'] },
} as const;

/** POST /api/v1/me/annual-statement */
export const paymentIssueAnnualStatement = {
  '/year': { name: 'year', required: true, type: 'number', min: 2020, max: 2199 },
} as const;

/** GET /api/v1/staff/ledger */
export const paymentSearchLedger = {
  '/account': {
    name: 'account',
    options: [
      'psp_clearing',
      'learner',
      'provider_payable',
      'platform_revenue',
      'refunds',
      'platform_costs',
      'payout_in_transit',
      'suspense',
      'credit',
      'credit_reserved',
      'charged_back',
      'frozen',
      'vat_payable',
      'tax_withheld',
      'psp_fees',
      'bank',
      'fx',
      'fx_result',
      'provider_reserve',
    ],
  },
  '/owner': { name: 'owner' },
  '/bookingId': { name: 'bookingId' },
  '/paymentId': { name: 'paymentId' },
  '/pspRef': { name: 'pspRef', maxLength: 255 },
  '/kind': {
    name: 'kind',
    options: [
      'charge',
      'refund',
      'refund_reversal',
      'refund_by_hand',
      'refund_as_credit',
      'credit_reserved',
      'credit_released',
      'credit_taken_again',
      'earning',
      'compensation',
      'payout',
      'payout_paid',
      'payout_failed',
      'suspense',
      'suspense_return',
      'suspense_kept',
      'chargeback_withdrawal',
      'chargeback_reinstatement',
      'chargeback_frozen',
      'chargeback_released',
      'chargeback_lost',
      'chargeback_borne',
      'chargeback_fee',
      'chargeback_fee_returned',
      'adjustment',
      'psp_fee',
      'bank_transfer',
      'reserve_kept',
      'reserve_released',
      'psp_exchange',
    ],
  },
  '/from': { name: 'from' },
  '/to': { name: 'to' },
  '/amount': { name: 'amount', type: 'number', min: 1 },
  '/currency': { name: 'currency', options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/me/refunds/{id}/choose */
export const paymentChooseRefund = {
  '/as': { name: 'as', required: true, options: ['credit', 'money'] },
} as const;

/** POST /api/v1/me/credit/payouts */
export const paymentPayOutCredit = {
  '/currency': { name: 'currency', required: true, options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
} as const;

/** POST /api/v1/staff/refunds/{id}/sent */
export const paymentSendRefund = {
  '/reference': { name: 'reference', required: true, minLength: 3, maxLength: 100 },
} as const;

/** GET /api/v1/staff/adjustments */
export const paymentListAdjustments = {
  '/state': { name: 'state', options: ['proposed', 'approved', 'refused'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/adjustments */
export const paymentProposeAdjustment = {
  '/debit/account': {
    name: 'debit.account',
    required: true,
    options: [
      'provider_payable',
      'platform_revenue',
      'platform_costs',
      'refunds',
      'psp_clearing',
      'suspense',
      'psp_fees',
      'bank',
    ],
  },
  '/debit/owner': { name: 'debit.owner', required: true },
  '/credit/account': {
    name: 'credit.account',
    required: true,
    options: [
      'provider_payable',
      'platform_revenue',
      'platform_costs',
      'refunds',
      'psp_clearing',
      'suspense',
      'psp_fees',
      'bank',
    ],
  },
  '/credit/owner': { name: 'credit.owner', required: true },
  '/amount': { name: 'amount', required: true, type: 'number', min: 1 },
  '/currency': { name: 'currency', required: true, options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
  '/reference': { name: 'reference', required: true, maxLength: 100 },
} as const;

/** POST /api/v1/staff/fx/conversions */
export const paymentProposeConversion = {
  '/sold/amount': { name: 'sold.amount', required: true, type: 'number', min: 1 },
  '/sold/currency': {
    name: 'sold.currency',
    required: true,
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
  '/got/amount': { name: 'got.amount', required: true, type: 'number', min: 1 },
  '/got/currency': {
    name: 'got.currency',
    required: true,
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
  '/on': { name: 'on', required: true, type: 'date' },
  '/bank': { name: 'bank', required: true, maxLength: 100 },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
  '/reference': { name: 'reference', required: true, maxLength: 100 },
} as const;

/** POST /api/v1/staff/adjustments/{id}/refuse */
export const paymentRefuseAdjustment = {
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** GET /api/v1/staff/reserves */
export const paymentListReserves = {
  '/state': { name: 'state', options: ['live', 'lifted'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/reserves */
export const paymentSetReserve = {
  '/providerId': { name: 'providerId', required: true },
  '/currency': { name: 'currency', required: true, options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/bps': { name: 'bps', required: true, type: 'number', min: 0, max: 10000 },
  '/days': { name: 'days', required: true, type: 'number', min: 1, max: 180 },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** POST /api/v1/staff/reserves/{id}/lift */
export const paymentLiftReserve = {
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** GET /api/v1/staff/risk */
export const paymentListPaymentReviews = {
  '/state': { name: 'state', options: ['open', 'released', 'refunded'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/risk/{id}/decide */
export const paymentDecidePaymentReview = {
  '/decision': { name: 'decision', required: true, options: ['release', 'refund'] },
  '/reason': { name: 'reason', required: true, minLength: 10, maxLength: 500 },
} as const;

/** PUT /api/v1/me/profile */
export const profileSaveMine = {
  '/displayName': { name: 'displayName', required: true, maxLength: 80 },
  '/headline': { name: 'headline', maxLength: 120 },
  '/bio': { name: 'bio', maxLength: 4000 },
  '/subjects': { name: 'subjects', maxItems: 20 },
  '/subjects/-': {
    name: 'subjects.-',
    minLength: 2,
    maxLength: 60,
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  },
  '/languages': { name: 'languages', maxItems: 10 },
  '/languages/-': { name: 'languages.-', minLength: 2, maxLength: 3 },
  '/modes': { name: 'modes', maxItems: 2 },
  '/modes/-': { name: 'modes.-', options: ['online', 'in_person'] },
  '/hourlyRate/amount': { name: 'hourlyRate.amount', type: 'number', min: 0 },
  '/hourlyRate/currency': {
    name: 'hourlyRate.currency',
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
  '/location/lat': { name: 'location.lat', type: 'number', min: -90, max: 90, step: 'any' },
  '/location/lng': { name: 'location.lng', type: 'number', min: -180, max: 180, step: 'any' },
  '/city': { name: 'city', maxLength: 80 },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
  '/radiusKm': { name: 'radiusKm', type: 'number', min: 1, max: 100 },
  '/subjectLevels': { name: 'subjectLevels', maxItems: 20 },
  '/subjectLevels/-/subject': {
    name: 'subjectLevels.-.subject',
    required: true,
    minLength: 2,
    maxLength: 60,
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  },
  '/subjectLevels/-/levels': {
    name: 'subjectLevels.-.levels',
    required: true,
    minItems: 1,
    maxItems: 5,
  },
  '/subjectLevels/-/levels/-': {
    name: 'subjectLevels.-.levels.-',
    options: ['primary', 'lower_secondary', 'upper_secondary', 'higher', 'adult'],
  },
  '/languageLevels': { name: 'languageLevels', maxItems: 10 },
  '/languageLevels/-/language': {
    name: 'languageLevels.-.language',
    required: true,
    minLength: 2,
    maxLength: 3,
  },
  '/languageLevels/-/level': {
    name: 'languageLevels.-.level',
    required: true,
    options: ['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'native'],
  },
  '/diplomas': { name: 'diplomas', maxItems: 10 },
  '/diplomas/-/title': { name: 'diplomas.-.title', required: true, maxLength: 120 },
  '/diplomas/-/institution': { name: 'diplomas.-.institution', maxLength: 120 },
  '/diplomas/-/year': { name: 'diplomas.-.year', type: 'number', min: 1940, max: 2100 },
  '/goals': { name: 'goals', maxItems: 10 },
  '/goals/-': { name: 'goals.-', maxLength: 120 },
  '/introVideo': { name: 'introVideo', maxLength: 300 },
} as const;

/** POST /api/v1/me/profile/photo */
export const profileBeginPhoto = {
  '/type': { name: 'type', required: true, maxLength: 100 },
  '/bytes': { name: 'bytes', required: true, type: 'number', min: 1 },
  '/sha256': { name: 'sha256', required: true, pattern: '^[0-9a-f]{64}$' },
} as const;

/** POST /api/v1/me/profile/photo/{uploadId}/complete */
export const profileCompletePhoto = {
  '/crop/left': { name: 'crop.left', type: 'number', min: 0, max: 100000 },
  '/crop/top': { name: 'crop.top', type: 'number', min: 0, max: 100000 },
  '/crop/size': { name: 'crop.size', type: 'number', min: 96, max: 100000 },
} as const;

/** PUT /api/v1/me/profile/address */
export const profileSaveAddress = {
  '/line': { name: 'line', required: true, maxLength: 200 },
  '/landmark': { name: 'landmark', maxLength: 200 },
  '/location/lat': { name: 'location.lat', type: 'number', min: -90, max: 90, step: 'any' },
  '/location/lng': { name: 'location.lng', type: 'number', min: -180, max: 180, step: 'any' },
} as const;

/** POST /api/v1/me/kyc/documents */
export const profileBeginKycDocument = {
  '/type': { name: 'type', required: true, maxLength: 100 },
  '/bytes': { name: 'bytes', required: true, type: 'number', min: 1 },
  '/sha256': { name: 'sha256', required: true, pattern: '^[0-9a-f]{64}$' },
  '/check': {
    name: 'check',
    required: true,
    options: ['identity', 'diploma', 'criminal_record', 'address'],
  },
  '/piece': {
    name: 'piece',
    required: true,
    options: ['front', 'back', 'selfie', 'document', 'second_page'],
  },
} as const;

/** GET /api/v1/staff/kyc */
export const profileListKycCases = {
  '/check': { name: 'check', options: ['identity', 'diploma', 'criminal_record', 'address'] },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
} as const;

/** POST /api/v1/staff/kyc/documents/{documentId}/open */
export const profileOpenKycDocument = {
  '/reason': { name: 'reason', required: true, options: ['review', 'complaint', 'authority'] },
} as const;

/** POST /api/v1/staff/kyc/{caseId}/decide */
export const profileDecideKycCase = {
  '/decision/kind': { name: 'decision.kind', required: true, options: ['approve', 'reject'] },
  '/decision/validUntil': { name: 'decision.validUntil', type: 'date' },
  '/decision/reason': {
    name: 'decision.reason',
    required: true,
    options: [
      'unreadable',
      'incomplete',
      'wrong_document',
      'out_of_date',
      'name_differs',
      'face_differs',
      'not_genuine',
      'record_not_clear',
    ],
  },
  '/decision/note': { name: 'decision.note', maxLength: 500 },
} as const;

/** POST /api/v1/me/children */
export const profileCreateChild = {
  '/firstName': { name: 'firstName', required: true, maxLength: 80 },
  '/birthYear': { name: 'birthYear', required: true, type: 'number', min: 1900, max: 2200 },
  '/country': { name: 'country', required: true, minLength: 2, maxLength: 2 },
  '/zone': { name: 'zone', required: true, maxLength: 64 },
  '/consent/version': { name: 'consent.version', required: true },
  '/consent/locale': { name: 'consent.locale', required: true, options: ['fr', 'en'] },
} as const;

/** PATCH /api/v1/me/children/{childId} */
export const profileChangeChild = {
  '/firstName': { name: 'firstName', maxLength: 80 },
  '/zone': { name: 'zone', maxLength: 64 },
} as const;

/** PUT /api/v1/me/children/{childId}/caps */
export const profileSaveCaps = {
  '/monthly/amount': { name: 'monthly.amount', required: true, type: 'number', min: 0 },
  '/monthly/currency': {
    name: 'monthly.currency',
    required: true,
    options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'],
  },
  '/providers': { name: 'providers', required: true, maxItems: 50 },
  '/providers/-': { name: 'providers.-' },
  '/hours/from': {
    name: 'hours.from',
    required: true,
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
  },
  '/hours/to': { name: 'hours.to', required: true, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' },
} as const;

/** PUT /api/v1/me/children/{childId}/recording */
export const profileSaveRecording = {
  '/consent/version': { name: 'consent.version', required: true },
  '/consent/locale': { name: 'consent.locale', required: true, options: ['fr', 'en'] },
} as const;

/** POST /api/v1/me/children/{childId}/invitations */
export const profileInviteToFamily = {
  '/as': { name: 'as', required: true, options: ['child', 'parent'] },
  '/address/channel': { name: 'address.channel', required: true, options: ['email', 'sms'] },
  '/address/email': { name: 'address.email', required: true, type: 'email', maxLength: 254 },
  '/address/phone': { name: 'address.phone', required: true, pattern: '^\\+[1-9]\\d{6,14}$' },
} as const;

/** POST /api/v1/me/family/invitations/{invitationId}/accept */
export const profileAcceptFamilyInvitation = {
  '/consent/version': { name: 'consent.version', required: true },
  '/consent/locale': { name: 'consent.locale', required: true, options: ['fr', 'en'] },
} as const;

/** PUT /api/v1/me/learning */
export const profileSaveLearning = {
  '/level': {
    name: 'level',
    options: ['primary', 'lower_secondary', 'upper_secondary', 'higher', 'adult'],
  },
  '/subjects': { name: 'subjects', maxItems: 20 },
  '/subjects/-': {
    name: 'subjects.-',
    minLength: 2,
    maxLength: 60,
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  },
  '/goals': { name: 'goals', maxItems: 10 },
  '/goals/-': { name: 'goals.-', maxLength: 120 },
} as const;

/** PUT /api/v1/me/children/{childId}/learning */
export const profileSaveChildLearning = {
  '/level': {
    name: 'level',
    options: ['primary', 'lower_secondary', 'upper_secondary', 'higher', 'adult'],
  },
  '/subjects': { name: 'subjects', maxItems: 20 },
  '/subjects/-': {
    name: 'subjects.-',
    minLength: 2,
    maxLength: 60,
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  },
  '/goals': { name: 'goals', maxItems: 10 },
  '/goals/-': { name: 'goals.-', maxLength: 120 },
} as const;

/** GET /api/v1/search/tutors */
export const searchTutors = {
  '/q': { name: 'q', maxLength: 100 },
  '/lang': { name: 'lang', minLength: 2, maxLength: 3 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
  '/verified': { name: 'verified', options: ['identity', 'diploma', 'criminal_record', 'address'] },
  '/bookingMode': { name: 'bookingMode', options: ['instant', 'request'] },
  '/currency': { name: 'currency', options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/minRate': { name: 'minRate', type: 'number', min: 0 },
  '/maxRate': { name: 'maxRate', type: 'number', min: 0 },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
  '/sort': { name: 'sort', options: ['best', 'distance', 'price'] },
  '/subject': { name: 'subject', maxLength: 60 },
  '/level': {
    name: 'level',
    options: ['primary', 'lower_secondary', 'upper_secondary', 'higher', 'adult'],
  },
  '/lat': { name: 'lat', type: 'number', min: -90, max: 90, step: 'any' },
  '/lng': { name: 'lng', type: 'number', min: -180, max: 180, step: 'any' },
  '/radiusKm': { name: 'radiusKm', type: 'number', min: 0.5, max: 200, step: 'any' },
} as const;

/** GET /api/v1/search/coaches */
export const searchCoaches = {
  '/q': { name: 'q', maxLength: 100 },
  '/lang': { name: 'lang', minLength: 2, maxLength: 3 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
  '/verified': { name: 'verified', options: ['identity', 'diploma', 'criminal_record', 'address'] },
  '/bookingMode': { name: 'bookingMode', options: ['instant', 'request'] },
  '/currency': { name: 'currency', options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/minRate': { name: 'minRate', type: 'number', min: 0 },
  '/maxRate': { name: 'maxRate', type: 'number', min: 0 },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
  '/sort': { name: 'sort', options: ['best', 'price'] },
  '/expertise': { name: 'expertise', maxLength: 60 },
} as const;

/** GET /api/v1/search/mentors */
export const searchMentors = {
  '/q': { name: 'q', maxLength: 100 },
  '/lang': { name: 'lang', minLength: 2, maxLength: 3 },
  '/mode': { name: 'mode', options: ['online', 'in_person'] },
  '/country': { name: 'country', minLength: 2, maxLength: 2 },
  '/verified': { name: 'verified', options: ['identity', 'diploma', 'criminal_record', 'address'] },
  '/bookingMode': { name: 'bookingMode', options: ['instant', 'request'] },
  '/currency': { name: 'currency', options: ['XOF', 'XAF', 'EUR', 'CAD', 'USD'] },
  '/minRate': { name: 'minRate', type: 'number', min: 0 },
  '/maxRate': { name: 'maxRate', type: 'number', min: 0 },
  '/cursor': { name: 'cursor', maxLength: 512 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 100 },
  '/sort': { name: 'sort', options: ['best', 'price'] },
  '/domain': { name: 'domain', maxLength: 60 },
} as const;

/** GET /api/v1/search/suggest */
export const searchSuggest = {
  '/q': { name: 'q', required: true, maxLength: 60 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 20 },
} as const;

/** GET /api/v1/search/places */
export const searchPlaces = {
  '/q': { name: 'q', required: true, maxLength: 60 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 20 },
} as const;

/** GET /api/v1/search/places/look-up */
export const searchLookUpPlace = {
  '/q': { name: 'q', required: true, maxLength: 120 },
  '/limit': { name: 'limit', type: 'number', min: 1, max: 20 },
} as const;

/** GET /api/v1/search/places/nearest */
export const searchNearestPlace = {
  '/lat': { name: 'lat', required: true, type: 'number', min: -90, max: 90, step: 'any' },
  '/lng': { name: 'lng', required: true, type: 'number', min: -180, max: 180, step: 'any' },
} as const;

/** GET /api/v1/sessions/token */
export const sessionToken = { '/bookingId': { name: 'bookingId', required: true } } as const;

/** POST /api/v1/sessions/{bookingId}/check-in */
export const sessionCheckIn = {
  '/pin': { name: 'pin', required: true, pattern: '^\\d{5}$' },
} as const;

/** POST /api/v1/client-reports */
export const clientReports = {
  '/reports': { name: 'reports', required: true, minItems: 1, maxItems: 20 },
  '/reports/-/kind': { name: 'reports.-.kind', options: ['vital', 'error'] },
  '/reports/-/name': { name: 'reports.-.name', options: ['LCP', 'INP', 'TTFB', 'FCP', 'CLS'] },
  '/reports/-/value': { name: 'reports.-.value', type: 'number', min: 0, max: 120000, step: 'any' },
  '/reports/-/route': { name: 'reports.-.route', maxLength: 200 },
  '/reports/-/device': { name: 'reports.-.device', options: ['phone', 'desktop'] },
  '/reports/-/script': { name: 'reports.-.script' },
  '/reports/-/line': { name: 'reports.-.line', type: 'number', min: 0, max: 1000000000 },
  '/reports/-/column': { name: 'reports.-.column', type: 'number', min: 0, max: 1000000000 },
  '/reports/-/release': { name: 'reports.-.release' },
} as const;

/** GET /api/v1/bookings/lessons.csv */
export const bookingLessonTable = {
  '/as': { name: 'as', options: ['learner', 'provider', 'parent'] },
  '/learnerId': { name: 'learnerId' },
  '/state': {
    name: 'state',
    options: [
      'requested',
      'proposed',
      'pending',
      'confirmed',
      'completed',
      'no_show',
      'expired',
      'declined',
      'canceled',
      'refunded',
    ],
  },
  '/from': { name: 'from' },
  '/to': { name: 'to' },
  '/subject': { name: 'subject', minLength: 2, maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  '/withId': { name: 'withId' },
  '/when': { name: 'when', options: ['upcoming', 'past'] },
  '/part': { name: 'part', options: ['upcoming', 'to_pay', 'asked', 'past', 'canceled'] },
  '/series': { name: 'series', options: ['apart', 'together'] },
  '/zone': { name: 'zone', maxLength: 64 },
} as const;

/** GET /api/v1/me/statement.pdf */
export const paymentStatementFile = {
  '/month': { name: 'month', required: true, pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' },
  '/as': { name: 'as', required: true, options: ['payer', 'provider', 'credit', 'reserve'] },
} as const;

/** GET /api/v1/me/annual-statement.pdf */
export const paymentAnnualStatementFile = {
  '/year': { name: 'year', required: true, type: 'number', min: 2020, max: 2199 },
} as const;
