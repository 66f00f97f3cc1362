import { randomUUID } from 'node:crypto';

const address = { channel: 'email', email: 'nobody@journey.test' };

/** An input that the contract takes, for every route that writes: each bad input is made of it. */
export const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'rpc.auth.register.v1': {
    role: 'student',
    displayName: 'Nobody',
    address,
    password: 'long enough to be one',
    locale: 'fr',
  },
  'rpc.auth.verify.v1': { verificationId: randomUUID(), code: '123456' },
  'rpc.auth.login.v1': { address, password: 'wrong' },
  'rpc.auth.login_code.v1': { address },
  'rpc.auth.refresh.v1': { refreshToken: 'x'.repeat(43) },
  'rpc.auth.logout.v1': {},
  'rpc.auth.update_me.v1': { displayName: 'Somebody', locale: 'en' },
  'rpc.auth.add_address.v1': { address },
  'rpc.availability.save_mine.v1': {
    timeZone: 'Africa/Abidjan',
    weekly: [{ day: 1, ranges: [{ from: '08:00', to: '12:00' }] }],
    exceptions: [{ date: '2026-12-25', ranges: [] }],
    durationsMinutes: [60],
    stepMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 15,
    noticeMinutes: 120,
    horizonDays: 90,
    policy: 'moderate',
  },
  'rpc.booking.create.v1': {
    providerId: randomUUID(),
    startsAt: '2027-01-04T10:00:00.000Z',
    durationMinutes: 60,
    mode: 'online',
    subject: 'maths',
  },
  'rpc.booking.cancel.v1': { id: randomUUID(), reason: 'ill' },
  'rpc.payment.create_intent.v1': { bookingId: randomUUID() },
  'rpc.profile.save_mine.v1': {
    displayName: 'Somebody',
    headline: 'Maths',
    bio: 'For everybody.',
    subjects: ['maths'],
    languages: ['fr'],
    modes: ['online', 'in_person'],
    hourlyRate: { amount: 5_000, currency: 'XOF' },
    location: { lat: 5.36, lng: -3.99 },
    city: 'Abidjan',
    country: 'CI',
    radiusKm: 10,
  },
  'rpc.profile.publish.v1': {},
  'rpc.profile.unpublish.v1': {},
  'rpc.notification.mark_read.v1': { id: randomUUID() },
  'rpc.notification.save_preferences.v1': { email: true, sms: false },
};
