import { newId } from '@edu/contract-kit';
import { MAX_CHILDREN, profileEvents, profileRpc } from '@edu/contracts-profile';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CARE, FamilyBench, problem, RECORDING, THIS_YEAR } from './family.harness.ts';

let bench: FamilyBench;
let parent: TestActor;
beforeAll(async () => {
  bench = await FamilyBench.start();
});
afterAll(() => bench?.stop());
beforeEach(async () => {
  parent = await testActor('parent');
});

const NO_CAPS = { monthly: null, providers: null, hours: null };
const rows = async (table: string, childId: string) =>
  (await bench.service.sql.query(`SELECT FROM ${table} WHERE child_id = $1`, [childId])).rowCount;

it('a parent adds a child, with what was agreed to, in which language and when', async () => {
  const before = Date.now();
  const child = await bench.child(parent, { country: 'FR', zone: 'Europe/Paris' });
  expect(child).toMatchObject({
    ...{ firstName: 'Moussa', hasAccount: false, recordingAgreed: false, caps: NO_CAPS },
    ...{ parentIds: [parent.userId], ageOfConsent: 15, version: 1 },
    consents: [
      { kind: 'care', ...CARE, givenBy: parent.userId, basis: 'joint', withdrawnAt: null },
    ],
  });
  expect(Date.parse(child.consents[0]!.givenAt)).toBeGreaterThanOrEqual(before - 1_000);
  expect(await bench.get(child.id, parent)).toEqual(child);
  expect((await bench.service.call(profileRpc.listChildren, {}, { as: parent })).items).toEqual([
    child,
  ]);
  const event = await bench.service.events.next(
    profileEvents.childChanged,
    ({ childId }) => childId === child.id,
  );
  expect(event).toMatchObject({ parentIds: [parent.userId], closed: false, monthly: null });
});

it('the same key adds one child', async () => {
  const key = newId();
  const input = {
    ...{ firstName: 'Awa', birthYear: THIS_YEAR - 9, country: 'SN', zone: 'Africa/Dakar' },
    consent: CARE,
  };
  const add = () => bench.service.call(profileRpc.createChild, input, { as: parent, key });
  expect((await add()).id).toBe((await add()).id);
  expect(
    (await bench.service.call(profileRpc.listChildren, {}, { as: parent })).items,
  ).toHaveLength(1);
});

it('another’s child is like one that there is not, whatever is asked', async () => {
  const { id } = await bench.child(parent);
  const other = await testActor('parent');
  const address = { channel: 'email', email: 'a@example.com' } as const;
  for (const childId of [id, newId()]) {
    const options = { as: other };
    const calls = [
      bench.service.call(profileRpc.getChild, { childId }, options),
      bench.service.call(profileRpc.changeChild, { childId, firstName: 'X' }, options),
      bench.service.call(profileRpc.saveCaps, { childId, ...NO_CAPS }, options),
      bench.service.call(profileRpc.saveRecording, { childId, consent: RECORDING }, options),
      bench.service.call(profileRpc.leaveChild, { childId }, options),
      bench.service.call(profileRpc.inviteToFamily, { childId, as: 'parent', address }, options),
    ];
    const refused = { status: 'rejected', reason: problem('child_not_found') };
    expect(await Promise.allSettled(calls)).toEqual(calls.map(() => refused));
  }
  expect((await bench.get(id, parent)).version).toBe(1);
  expect(await rows('family_invitation', id)).toBe(0);
});

it('nobody of age, nobody unborn, and no text but the present one: nothing is kept', async () => {
  const wrong: [Parameters<FamilyBench['child']>[1], string][] = [
    [{ birthYear: THIS_YEAR - 30 }, 'child_of_age'],
    [{ birthYear: THIS_YEAR + 1 }, 'child_of_age'],
    [{ consent: { ...CARE, version: '2019-01' } }, 'consent_outdated'],
  ];
  for (const [about, code] of wrong) {
    await expect(bench.child(parent, about)).rejects.toEqual(problem(code));
  }
  expect((await bench.service.call(profileRpc.listChildren, {}, { as: parent })).items).toEqual([]);
});

it('a parent has so many children, also when they are added at once', async () => {
  for (let n = 1; n < MAX_CHILDREN; n++) await bench.child(parent);
  const calls = [bench.child(parent), bench.child(parent), bench.child(parent)];
  const settled = await Promise.allSettled(calls);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'profile.too_many_children' },
  });
});

it('caps are saved as a whole, and announced', async () => {
  const { id } = await bench.child(parent);
  const [one, two] = [newId(), newId()].sort() as [string, string];
  const caps = {
    monthly: { amount: 20_000, currency: 'XOF' as const },
    providers: [two, one, two],
    hours: { from: '08:00', to: '20:00' },
  };
  const saved = await bench.service.call(
    profileRpc.saveCaps,
    { childId: id, ...caps },
    { as: parent },
  );
  expect(saved.caps).toEqual({ ...caps, providers: [one, two] });
  const event = await bench.service.events.next(
    profileEvents.childChanged,
    ({ childId, version }) => childId === id && version === 2,
  );
  expect(event).toMatchObject({ monthly: caps.monthly, hoursFrom: '08:00', hoursTo: '20:00' });
  const none = await bench.service.call(
    profileRpc.saveCaps,
    { childId: id, ...NO_CAPS, providers: [] },
    { as: parent },
  );
  expect(none.caps).toEqual({ ...NO_CAPS, providers: [] });
});

it('recording is off until a parent agrees; agreeing twice is agreeing once, and it can be taken back', async () => {
  const { id: childId } = await bench.child(parent);
  const save = (consent: typeof RECORDING | null) =>
    bench.service.call(profileRpc.saveRecording, { childId, consent }, { as: parent });
  const agreed = await save(RECORDING);
  expect(agreed.recordingAgreed).toBe(true);
  expect(await save(RECORDING)).toEqual(agreed);
  const back = await save(null);
  expect(back.recordingAgreed).toBe(false);
  expect(back.consents.find(({ kind }) => kind === 'recording')!.withdrawnAt).not.toBeNull();
  await expect(
    bench.service.call(
      profileRpc.saveRecording,
      { childId, consent: { ...RECORDING, version: '2019-01' } },
      { as: parent },
    ),
  ).rejects.toEqual(problem('consent_outdated'));
  expect((await bench.get(childId, parent)).recordingAgreed).toBe(false);
  expect(await rows('consent', childId)).toBe(2);
});

it('a parent who leaves sees nothing any more', async () => {
  const { id: childId } = await bench.child(parent);
  await bench.service.call(profileRpc.leaveChild, { childId }, { as: parent });
  await expect(bench.get(childId, parent)).rejects.toEqual(problem('child_not_found'));
  const event = await bench.service.events.next(
    profileEvents.childChanged,
    (data) => data.childId === childId && data.version === 2,
  );
  expect(event.parentIds).toEqual([]);
});

it('what changed is in the audit log, on behalf of the child', async () => {
  const { id } = await bench.child(parent);
  await bench.service.call(profileRpc.saveCaps, { childId: id, ...NO_CAPS }, { as: parent });
  const { rows: entries } = await bench.service.sql.query(
    `SELECT action, actor_id, on_behalf_of FROM audit_log WHERE subject_id = $1 ORDER BY action`,
    [id],
  );
  const by = { actor_id: parent.userId, on_behalf_of: id };
  expect(entries).toEqual([
    { action: 'child.caps_saved', ...by },
    { action: 'child.created', ...by },
  ]);
});

it('the snapshot and the names are for services', async () => {
  const child = await bench.child(parent, { firstName: 'Fatou' });
  const { items } = await bench.service.call(profileRpc.listChildSnapshot, { limit: 100 });
  expect(items.find(({ childId }) => childId === child.id)).toMatchObject({
    ...{ parentIds: [parent.userId], version: 1 },
  });
  const names = await bench.service.call(profileRpc.childNames, { childIds: [child.id, newId()] });
  expect(names.items).toEqual([{ childId: child.id, firstName: 'Fatou' }]);
});
