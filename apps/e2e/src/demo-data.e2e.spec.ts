import { ROLES } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { searchRpc } from '@edu/contracts-search';
import { ApiClient, eventually, readSlots } from '@edu/journey';
import { afterAll, expect, inject, it } from 'vitest';

const { url, accounts } = inject('platform');
const api = new ApiClient(url);
afterAll(() => api.close());

const isDemo = ({ displayName }: { displayName: string }) => displayName === 'Adjoua Kouassi';

it('a demo tutor is found near Cocody, and has free times', async () => {
  const near = { subject: 'mathématiques', lat: 5.36, lng: -3.98, radiusKm: 10, limit: 100 };
  const tutor = await eventually(async () => {
    const { items } = await api.ok(searchRpc.tutors, near);
    expect(items.some(isDemo)).toBe(true);
    return items.find(isDemo)!;
  });
  expect(tutor.hourlyRate).toEqual({ amount: 5_000, currency: 'XOF' });
  const slots = await readSlots(api, { providerId: tutor.providerId, zone: 'Europe/Paris' });
  expect(slots.days.length).toBeGreaterThan(2);
});

it.each([
  ['XAF', 'CM'],
  ['EUR', 'FR'],
  ['CAD', 'CA'],
] as const)('there are providers for %s in %s, of every kind', async (currency, country) => {
  for (const rpc of [searchRpc.tutors, searchRpc.coaches, searchRpc.mentors]) {
    if (rpc === searchRpc.mentors && country === 'FR') continue;
    await eventually(async () => {
      const { items } = await api.ok(rpc, { currency, country });
      expect(items.length).toBeGreaterThan(0);
    });
  }
});

it('every role has an account that can sign in', async () => {
  expect(accounts.map(({ role }) => role)).toEqual(ROLES);
  for (const { role, login: email, password } of accounts) {
    const address = { channel: 'email' as const, email };
    const { user } = await api.ok(authRpc.login, { address, password });
    expect(user.roles).toEqual([role]);
  }
});
