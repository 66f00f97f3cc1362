import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { profileRpc } from '@edu/contracts-profile';
import { Id } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { CITIES } from './cities.ts';
import { emailOf, idOf, OTHERS, passwordOf, profileOf, scheduleOf, PROVIDERS } from './demo.ts';

describe('the demo providers', () => {
  it('are there for every city, currency and kind, each once', () => {
    const logins = PROVIDERS.map(({ login }) => login);
    expect(new Set(logins).size).toBe(24);
    expect(new Set(PROVIDERS.map(({ city }) => city))).toEqual(new Set(Object.keys(CITIES)));
    expect(new Set(PROVIDERS.map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(PROVIDERS.map(({ city }) => CITIES[city].currency)).size).toBe(4);
    expect(new Set(PROVIDERS.map(({ locale }) => locale)).size).toBe(2);
  });

  it.each(PROVIDERS)('$login is what the contracts take', (provider) => {
    const profile = profileRpc.saveMine.input.safeParse(profileOf(provider));
    expect(profile.error).toBeUndefined();
    expect(availabilityRpc.saveMine.input.safeParse(scheduleOf(provider)).error).toBeUndefined();
    expect(emailOf(provider.login)).toMatch(/^[a-z.-]+@demo\.educonnect\.test$/);
  });

  it.each([...OTHERS, ...PROVIDERS.map((one) => ({ ...one, role: one.kind }))])(
    'the account of $login is what the contract takes',
    ({ login, name: displayName, role, locale }) => {
      const [id, email, password] = [idOf(login), emailOf(login), passwordOf(login, 'secret')];
      const account = { id, role, email, password, displayName, locale };
      expect(authRpc.seedAccount.input.safeParse(account).error).toBeUndefined();
    },
  );

  it('only tutors travel', () => {
    expect(PROVIDERS.filter(({ kind, travels }) => travels && kind !== 'tutor')).toEqual([]);
  });

  it('have ids that never change', () => {
    expect(Id.safeParse(idOf('tutor')).success).toBe(true);
    expect(idOf('tutor')).toBe(idOf('tutor'));
    expect(idOf('tutor')).not.toBe(idOf('coach'));
  });
});
