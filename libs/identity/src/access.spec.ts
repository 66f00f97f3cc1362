import { describe, expect, it } from 'vitest';
import { newId, platformErrors, type Access, type Actor, type Role } from '@edu/contract-kit';
import { authorize } from './access.ts';
import { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from './principal.ts';

const NOW = 1_800_000_000_000;
const user = (roles: Role[], more: Partial<Actor> = {}) =>
  userPrincipal({ userId: newId(), sessionId: newId(), roles, locale: 'fr', ...more });

const WHO: Record<string, Principal> = {
  anonymous: ANONYMOUS,
  service: servicePrincipal('booking'),
  student: user(['student']),
  tutor: user(['tutor']),
  'without a role': user([]),
};

/** Who is let in; everybody else is refused with 401, or 403 when signed in. */
const TABLE: [Access, string[]][] = [
  ['public', Object.keys(WHO)],
  ['user', ['student', 'tutor', 'without a role']],
  ['service', ['service']],
  [['tutor', 'coach'], ['tutor']],
  [[], []],
];

const outcome = (contract: Parameters<typeof authorize>[0], principal: Principal) => {
  try {
    authorize(contract, principal, NOW);
    return 200;
  } catch (error) {
    return (error as { status: number }).status;
  }
};

describe.each(TABLE)('access %j', (access, allowed) => {
  it.each(Object.keys(WHO))('%s', (name) => {
    const refused = WHO[name]!.kind === 'user' && access !== 'service' ? 403 : 401;
    expect(outcome({ access }, WHO[name]!)).toBe(allowed.includes(name) ? 200 : refused);
  });
});

describe('a role of staff', () => {
  const contract = { access: ['support', 'trust'] } as const;
  const codeFor = (principal: Principal, access: Access = contract.access) => {
    try {
      authorize({ access }, principal, NOW);
      return 'let in';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const needed = platformErrors.secondFactorRequired.code;

  const byPasskey = { methods: ['hwk', 'user', 'mfa'] };

  it('lets in by a passkey alone: a code by SMS, an app’s and another company’s word are none', () => {
    expect(codeFor(user(['trust'], byPasskey))).toBe('let in');
    expect(codeFor(user(['trust'], { methods: ['pwd', ...byPasskey.methods] }))).toBe('let in');
    for (const methods of [['pwd', 'otp', 'sms'], ['pwd', 'otp', 'mfa'], ['fed'], []]) {
      expect(codeFor(user(['trust'], { methods }))).toBe(needed);
    }
    expect(codeFor(user(['trust'], { level: 'aal2' }))).toBe(needed);
    expect(codeFor(user(['finance'], byPasskey))).toBe(platformErrors.forbidden.code);
  });

  it('is not asked about where another role lets in', () => {
    expect(codeFor(user(['tutor', 'trust']), ['tutor', 'trust'])).toBe('let in');
    expect(codeFor(user(['student', 'trust']), ['tutor', 'trust'])).toBe(needed);
    expect(codeFor(user(['trust']), 'user')).toBe('let in');
  });
});

describe('a step up', () => {
  const contract = { access: 'user', stepUp: 300 } as const;
  const at = (secondsAgo: number) => user(['student'], { steppedUpAt: NOW / 1_000 - secondsAgo });

  it('is accepted when it is recent, and refused when it is too old or its time is unknown', () => {
    expect(outcome(contract, at(0))).toBe(200);
    expect(outcome(contract, at(300))).toBe(200);
    expect(outcome(contract, at(301))).toBe(403);
    expect(outcome(contract, user(['student']))).toBe(403);
    expect(outcome({ ...contract, stepUp: 0 }, at(1))).toBe(403);
  });

  it('is not a sign-in, however fresh and by whatever factors', () => {
    const fresh = { authenticatedAt: NOW / 1_000, level: 'aal2', methods: ['pwd', 'otp', 'mfa'] };
    expect(outcome(contract, user(['student'], fresh as Partial<Actor>))).toBe(403);
  });
});
