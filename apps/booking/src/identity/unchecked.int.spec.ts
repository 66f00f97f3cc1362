import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { profileRpc } from '@edu/contracts-profile';
import { testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' });
});
afterAll(() => bench.stop());

const refused = (code: string) =>
  expect.objectContaining({ code: `booking.${code}`, status: 409 }) as unknown;
const UNCHECKED = refused('identity_unchecked');

it('nobody whose identity was never checked is booked for a child, whoever books', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  const providerId = newId();
  const [parent, account] = [family.parent, family.account!];
  await expect(family.book(parent, { providerId })).rejects.toEqual(UNCHECKED);
  await expect(family.book(account, { providerId, learnerId: undefined })).rejects.toEqual(
    UNCHECKED,
  );
  expect(await family.booked()).toBe(0);
  await bench.identityCounts(providerId);
  expect((await family.book(parent, { providerId })).state).toBe('pending');
});

it('no word of a parent helps, and it is said before that it is beyond the caps', async () => {
  const family = await TestFamily.open(bench);
  await family.change({ providers: [] });
  const wanted = { providerId: newId(), beyondCaps: true };
  await expect(family.book(family.parent, wanted)).rejects.toEqual(UNCHECKED);
});

it('grown-ups book whom they like, a parent for themselves as well', async () => {
  const family = await TestFamily.open(bench);
  for (const one of [family.parent, await testActor('student')]) {
    expect((await bench.book(one)).state).toBe('pending');
  }
});

it('a check that has ended counts no more, also before anybody has said so', async () => {
  const family = await TestFamily.open(bench);
  const providerId = newId();
  await bench.identityCounts(providerId, { until: inHours(-0.001) });
  await expect(family.book(family.parent, { providerId })).rejects.toEqual(UNCHECKED);
  await bench.identityCounts(providerId, { version: 2 });
  expect((await family.book(family.parent, { providerId })).state).toBe('pending');
});

it('once a check has ended nothing more is booked, and what was booked stays', async () => {
  const family = await TestFamily.open(bench);
  const providerId = family.providerId();
  const key = newId();
  const booking = await family.book(family.parent, { providerId, key });
  await bench.identityCounts(providerId, { version: 2, until: null });
  const next = { providerId, startsAt: inHours(72) };
  await expect(family.book(family.parent, next)).rejects.toEqual(UNCHECKED);
  // The same call again is answered as before.
  const again = { providerId, key, startsAt: booking.startsAt };
  expect(await family.book(family.parent, again)).toEqual(booking);
  await bench.paymentSucceeds(booking.id);
  await bench.becomes(booking.id, family.parent, 'confirmed');
});

it('who is approved before an older event comes stays so', async () => {
  const family = await TestFamily.open(bench);
  const providerId = newId();
  await bench.identityCounts(providerId, { version: 5 });
  await bench.identityCounts(providerId, { version: 4, until: null });
  expect((await family.book(family.parent, { providerId })).state).toBe('pending');
});

it('an identity that ends while somebody books was checked when they booked, or nothing is', async () => {
  for (let round = 0; round < 5; round++) {
    const providerId = newId();
    await bench.identityCounts(providerId);
    const families = await Promise.all(Array.from({ length: 4 }, () => TestFamily.open(bench)));
    const calls = families.map((family, n) =>
      family.book(family.parent, { providerId, startsAt: inHours(48 + 2 * n) }),
    );
    const [{ codes, succeeded }] = await Promise.all([
      outcomes(calls),
      bench.identityCounts(providerId, { version: 2, until: null }),
    ]);
    expect(codes.filter((code) => code !== 'booking.identity_unchecked')).toEqual([]);
    const booked = await Promise.all(families.map((family) => family.booked()));
    expect(booked.reduce((sum, one) => sum + one, 0)).toBe(succeeded);
    await expect(
      families[0]!.book(families[0]!.parent, { providerId, startsAt: inHours(200) }),
    ).rejects.toEqual(UNCHECKED);
  }
});

it('the end of a check waits for a booking that has seen it', async () => {
  const family = await TestFamily.open(bench);
  const providerId = family.providerId();
  // As a booking does, up to its commit.
  const client = await bench.service.sql.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM checked_identity WHERE provider_id = $1 FOR SHARE', [
      providerId,
    ]);
    let known = false;
    const ended = bench.identityCounts(providerId, { version: 2, until: null }).then(() => {
      known = true;
    });
    expect((await family.book(family.parent, { providerId })).state).toBe('pending');
    expect(known).toBe(false);
    await client.query('COMMIT');
    await ended;
  } finally {
    client.release();
  }
  await expect(family.book(family.parent, { providerId, startsAt: inHours(72) })).rejects.toEqual(
    UNCHECKED,
  );
});

it('is made again from what profile knows', async () => {
  const family = await TestFamily.open(bench);
  const [checked, ended] = [newId(), newId()].sort();
  await bench.identityCounts(ended!, { version: 3 });
  bench.service.fake(profileRpc.listIdentitySnapshot, () => ({
    items: [
      { providerId: checked!, identityUntil: inHours(24), version: 7 },
      { providerId: ended!, identityUntil: null, version: 4 },
    ],
    nextCursor: null,
  }));
  const page = { projection: 'identity' as const, limit: 100 };
  expect(await bench.service.call(bookingRpc.rebuild, page)).toMatchObject({ written: 2 });
  const byParent = (providerId: string) => family.book(family.parent, { providerId });
  expect((await byParent(checked!)).state).toBe('pending');
  await expect(byParent(ended!)).rejects.toEqual(UNCHECKED);
});
