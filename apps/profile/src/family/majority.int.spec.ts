import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { testActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FamilyBench, problem, RECORDING, THIS_YEAR } from './family.harness.ts';
import { Majority } from './majority.service.ts';

let bench: FamilyBench;
beforeAll(async () => {
  bench = await FamilyBench.start();
});
afterAll(() => bench?.stop());

const run = () => bench.service.instances[0]!.app.get(Majority).run();
const noticesOf = (childId: string) =>
  bench.service.events
    .of(profileEvents.familyNoticeDue)
    .filter((data) => data.childId === childId && !data.what.endsWith('_joined'));
/** As if the child were so much older. */
const bornIn = (childId: string, year: number) =>
  bench.service.sql.query('UPDATE child SET birth_year = $2 WHERE id = $1', [childId, year]);

it('at majority the links end, once; the child and its parents get a notice', async () => {
  const { parent, account } = await bench.withAccount();
  const child = account.userId;
  await bench.service.call(
    profileRpc.saveRecording,
    { childId: child, consent: RECORDING },
    { as: parent },
  );
  await bornIn(child, THIS_YEAR - 19);
  await run();
  await run();
  await expect(bench.get(child, parent)).rejects.toEqual(problem('child_not_found'));
  expect((await bench.service.call(profileRpc.myFamily, {}, { as: account })).child).toBeNull();
  await bench.service.events.next(
    profileEvents.childChanged,
    (data) => data.childId === child && data.parentIds.length === 0 && !data.recordingAgreed,
  );
  const notices = noticesOf(child);
  expect(notices.map(({ what }) => what)).toEqual(['handed_over']);
  expect([...notices[0]!.toIds].sort()).toEqual([parent.userId, child].sort());
});

it('before it everybody gets a notice, once, and the links stand', async () => {
  const parent = await testActor('parent');
  const { id } = await bench.child(parent);
  bench.service.clock.set(new Date(`${THIS_YEAR}-12-15T04:00:00Z`));
  await bornIn(id, THIS_YEAR - 18);
  await run();
  await run();
  bench.service.clock.reset();
  expect((await bench.get(id, parent)).parentIds).toEqual([parent.userId]);
  await bench.service.events.next(profileEvents.familyNoticeDue, (data) => data.childId === id);
  expect(noticesOf(id)).toEqual([{ childId: id, what: 'majority_near', toIds: [parent.userId] }]);
});

it('a child takes over from the year on in which it turns 18, and not before', async () => {
  const { parent, account } = await bench.withAccount();
  const takeOver = () => bench.service.call(profileRpc.takeOver, {}, { as: account });
  await expect(takeOver()).rejects.toEqual(problem('under_age'));
  await bornIn(account.userId, THIS_YEAR - 18);
  await takeOver();
  await expect(bench.get(account.userId, parent)).rejects.toEqual(problem('child_not_found'));
  await expect(takeOver()).rejects.toEqual(problem('child_not_found'));
});
