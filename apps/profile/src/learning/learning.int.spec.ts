import { profileRpc } from '@edu/contracts-profile';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FamilyBench, problem } from '../family/family.harness.ts';

const WANTED = {
  level: 'upper_secondary' as const,
  subjects: ['maths', 'physics'],
  goals: ['Réussir le bac'],
};
const NOTHING = { level: null, subjects: [], goals: [] };

let bench: FamilyBench;
beforeAll(async () => {
  bench = await FamilyBench.start();
});
afterAll(() => bench?.stop());

const get = (as: TestActor) => bench.service.call(profileRpc.getLearning, {}, { as });
const save = (as: TestActor, wanted: object = WANTED) =>
  bench.service.call(profileRpc.saveLearning, wanted, { as });
const getOf = (as: TestActor, childId: string) =>
  bench.service.call(profileRpc.getChildLearning, { childId }, { as });
const saveOf = (as: TestActor, childId: string) =>
  bench.service.call(profileRpc.saveChildLearning, { childId, ...WANTED }, { as });

it('is empty, then what the student writes, as a whole', async () => {
  const student = await testActor('student');
  expect(await get(student)).toEqual(NOTHING);
  expect(await save(student, { ...WANTED, subjects: ['maths', 'physics', 'maths'] })).toEqual(
    WANTED,
  );
  expect(await get(student)).toEqual(WANTED);
  expect(await save(student, {})).toEqual(NOTHING);
  expect(await get(student)).toEqual(NOTHING);
});

it.each([
  ['/level', { level: 'kindergarten' }],
  ['/subjects/0', { subjects: ['Maths!'] }],
  ['/goals/0', { goals: ['two\nlines'] }],
  ['/goals', { goals: Array.from({ length: 11 }, (_, n) => `Goal ${n}`) }],
  ['/verified', { verified: true }],
])('refuses %s', async (pointer, wanted) => {
  const error = await save(await testActor('student'), wanted).catch((e: unknown) => e);
  expect((error as { errors: { pointer: string }[] }).errors.map((one) => one.pointer)).toEqual([
    pointer,
  ]);
});

it('of a child is written by its parents alone', async () => {
  const [parent, other] = [await testActor('parent'), await testActor('parent')];
  const { id } = await bench.child(parent);
  expect(await getOf(parent, id)).toEqual(NOTHING);
  expect(await saveOf(parent, id)).toEqual(WANTED);
  expect(await getOf(parent, id)).toEqual(WANTED);
  await expect(getOf(other, id)).rejects.toEqual(problem('child_not_found'));
  await expect(saveOf(other, id)).rejects.toEqual(problem('child_not_found'));
});

it('of a child that signs in by itself is one for it and its parents', async () => {
  const { parent, account } = await bench.withAccount();
  await save(account);
  expect(await getOf(parent, account.userId)).toEqual(WANTED);
});

it('is given out and erased with the learner, and with the parent of a child without an account', async () => {
  const { service } = bench;
  const [student, parent] = [await testActor('student'), await testActor('parent')];
  await save(student);
  const { id } = await bench.child(parent);
  await saveOf(parent, id);
  for (const [userId, learnerId] of [
    [student.userId, student.userId],
    [parent.userId, id],
  ]) {
    const rows = async () => {
      const sql = 'SELECT FROM learner WHERE learner_id = $1';
      return (await service.sql.query(sql, [learnerId])).rowCount;
    };
    expect(await service.call(profileRpc.listUserData, { userId: userId! })).toMatchObject({
      about: 'learner',
      rows: [{ level: 'upper_secondary', goals: WANTED.goals }],
    });
    expect(await rows()).toBe(1);
    await service.call(profileRpc.eraseUserData, { userId: userId! });
    expect(await rows()).toBe(0);
  }
});
