import { expect, it } from 'vitest';
import { CancellationPolicy } from '@edu/contracts-availability';
import { profileEvents } from '@edu/contracts-profile';
import { SlotStage } from '../slot/slot.harness.ts';
import { Policies } from './policies.service.ts';

const stage = new SlotStage();
const policies = () => stage.service.instances[0]!.app.get(Policies, { strict: false });
const insert = (country: string, name: string, valid: string, grace = 30) =>
  stage.service.sql.query(
    `INSERT INTO cancellation_policy (country, name, tiers, grace_minutes, valid)
     VALUES ($1, $2, '[{"hoursBefore": 1, "refundPct": 100, "providerSharePct": 0}]', $3, $4)`,
    [country, name, grace, valid],
  );
const NOW = new Date('2026-11-23T08:00:00Z');

/** What goes back to the learner who cancels this many hours before. */
const refundAt = (hours: number, { tiers }: CancellationPolicy) =>
  tiers.find(({ hoursBefore }) => hours >= hoursBefore)!.refundPct;

it.each([
  ['flexible', { 48: 100, 12: 100, 11.9: 50, 0: 50 }],
  ['moderate', { 48: 100, 24: 100, 23.9: 50, 4: 50, 3.9: 0, 0: 0 }],
  ['strict', { 48: 100, 47.9: 50, 24: 50, 23.9: 0, 0: 0 }],
] as const)(
  '%s gives back what its name promises, and shares out every franc',
  async (name, refunds) => {
    const policy = await policies().of(name, null, NOW);
    expect(CancellationPolicy.parse(policy)).toEqual(policy);
    expect(policy).toMatchObject({ name, graceMinutes: 15 });
    for (const [hours, refundPct] of Object.entries(refunds)) {
      expect(refundAt(Number(hours), policy)).toBe(refundPct);
    }
    const shares = policy.tiers.map((tier) => tier.refundPct + tier.providerSharePct);
    expect(shares).toEqual(policy.tiers.map(() => 100));
  },
);

it('a country has its own from the day on that was announced', async () => {
  await insert('SN', 'flexible', '[2026-11-24,)');
  await policies().read();
  stage.listing = { version: 2, amount: 5_000, country: 'SN' };
  await stage.publish(profileEvents.updated, stage.about(2));
  const grace = async () => (await stage.quote('2026-11-25T09:00:00Z')).policy.graceMinutes;
  expect(await grace()).toBe(15);
  stage.service.clock.set('2026-11-24T00:00:00Z');
  expect(await grace()).toBe(30);
  expect((await stage.slots()).policy.graceMinutes).toBe(30);
  stage.service.clock.set(NOW);
});

it('two of one country and name never count at one moment', async () => {
  await insert('CM', 'strict', '[2027-01-01,2027-02-01)');
  await insert('CM', 'strict', '[2027-02-01,)');
  await insert('CM', 'moderate', '[2027-01-01,)');
  const second = insert('CM', 'strict', '[2027-01-31,2027-02-01)');
  await expect(second).rejects.toMatchObject({ code: '23P01' });
  await expect(insert('*', 'strict', '[2027-01-01,)')).rejects.toMatchObject({ code: '23P01' });
});

it('a row that says nonsense leaves those that were read before', async () => {
  await insert('GA', 'lenient', '[2027-01-01,)');
  await expect(policies().read()).rejects.toThrow();
  expect((await policies().of('strict', 'GA', NOW)).name).toBe('strict');
  await stage.service.sql.query(`DELETE FROM cancellation_policy WHERE country = 'GA'`);
});
