import { authErrors, authRpc } from '@edu/contracts-auth';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { platformErrors } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { expect, it } from 'vitest';
import { expected, fault, type Standing } from './expectation.ts';

const student: Standing = { roles: ['student'], token: 'valid', steppedUp: false };
const parent: Standing = { ...student, roles: ['parent'] };
const tutor: Standing = { ...student, roles: ['tutor'] };
const nobody: Standing = { roles: [], token: 'none', steppedUp: false };
const admin: Standing = { ...student, roles: ['admin'] };
const { unauthenticated, forbidden, secondFactorRequired, stepUpRequired } = platformErrors;
const confirmed = { ...bookingRpc.get, stepUp: 300 };

it.each([
  ['nobody reads a booking', bookingRpc.get, nobody, 'own', unauthenticated],
  [
    'with a token that is not honoured',
    bookingRpc.get,
    { ...student, token: 'ended' },
    'own',
    unauthenticated,
  ],
  ['their own', bookingRpc.get, student, 'own', 'let in'],
  ['their child’s', bookingRpc.get, parent, 'child', 'let in'],
  ['their child’s sign-in session', authRpc.endSession, parent, 'child', authErrors.unknownSession],
  ['another’s', bookingRpc.get, student, 'another', bookingErrors.notFound],
  ['nobody’s', bookingRpc.get, student, 'random', bookingErrors.notFound],
  ['a tutor books', bookingRpc.create, tutor, 'another', forbidden],
  ['a student books', bookingRpc.create, student, 'another', 'let in'],
  ['a student books themselves', bookingRpc.create, student, 'own', bookingErrors.ownLesson],
  ['nobody searches', searchRpc.tutors, nobody, 'none', 'let in'],
  ['without a fresh proof', confirmed, student, 'own', stepUpRequired],
  ['staff without a passkey', authRpc.setRoles, admin, 'another', secondFactorRequired],
  [
    'staff by a passkey',
    authRpc.setRoles,
    { ...admin, byPasskey: true },
    'another',
    stepUpRequired,
  ],
  ['with a fresh proof', confirmed, { ...student, steppedUp: true }, 'own', 'let in'],
] as const)('%s', (_what, rpc, who, whose, wanted) => {
  expect(expected(rpc, who, whose)).toBe(wanted);
});

const answer = (status: number, code?: string) => ({ status, code });

it.each([
  ['a success', 'own', 'let in', answer(200), undefined],
  ['a conflict', 'own', 'let in', answer(409, 'booking.illegal_transition'), undefined],
  ['a refusal of who may', 'own', 'let in', answer(403, 'platform.forbidden'), 'who may'],
  ['one’s own is not found', 'own', 'let in', answer(404, 'booking.not_found'), 'who may'],
  ['a failure', 'own', 'let in', answer(500, 'platform.internal'), 'failed'],
  ['a failure in place of a refusal', 'own', unauthenticated, answer(503), 'failed'],
  ['the refusal', 'random', bookingErrors.notFound, answer(404, 'booking.not_found'), undefined],
  [
    'another refusal',
    'random',
    bookingErrors.notFound,
    answer(404, 'platform.not_found'),
    'in place of',
  ],
  [
    'a success in place of a refusal',
    'another',
    bookingErrors.notFound,
    answer(200),
    'in place of',
  ],
] as const)('%s', (_what, whose, wanted, got, wrong) => {
  const said = fault(bookingRpc.get, whose, wanted, got);
  if (wrong) expect(said).toContain(wrong);
  else expect(said).toBeUndefined();
});
