import { newId } from '@edu/contract-kit';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { INVITATION_DAYS, MAX_INVITATIONS } from './family.domain.ts';
import { CARE, FamilyBench, problem } from './family.harness.ts';

let bench: FamilyBench;
let parent: TestActor;
beforeAll(async () => {
  bench = await FamilyBench.start();
});
afterAll(() => bench?.stop());
beforeEach(async () => {
  parent = await testActor('parent');
});

const anEmail = () => `${newId()}@example.com`;
const list = (as: TestActor, email: string | null) => {
  bench.proves(email);
  return bench.service.call(profileRpc.listInvitations, {}, { as });
};
const end = (invitationId: string, as: TestActor, email: string | null = null) => {
  bench.proves(email);
  return bench.service.call(profileRpc.endInvitation, { invitationId }, { as });
};

it('a second parent gets a letter, sees the invitation once signed in, and accepts it', async () => {
  const child = await bench.child(parent);
  const [second, email] = [await testActor('parent'), anEmail()];
  const sent = await bench.invite(child.id, parent, 'parent', email);
  await eventually(() => {
    const letters = bench.sent.filter(({ to }) => to.channel === 'email' && to.email === email);
    expect(letters).toMatchObject([{ message: { kind: 'family_invitation', as: 'parent' } }]);
  });
  expect((await list(parent, null)).sent).toEqual([sent]);
  const { received } = await list(second, email);
  expect(received).toMatchObject([{ id: sent.id, childFirstName: child.firstName, as: 'parent' }]);
  expect(received[0]).not.toHaveProperty('address');

  const joined = await bench.accept(sent.id, second, email);
  expect(joined.parentIds).toEqual([parent.userId, second.userId]);
  expect(joined.consents.map(({ givenBy }) => givenBy)).toContain(second.userId);
  expect(await bench.accept(sent.id, second, email)).toEqual(joined);
  expect(await bench.get(child.id, second)).toEqual(joined);
  expect((await list(parent, null)).sent).toEqual([]);
  const { toIds, what } = await bench.service.events.next(
    profileEvents.familyNoticeDue,
    ({ childId }) => childId === child.id,
  );
  expect({ toIds, what }).toEqual({ toIds: [parent.userId], what: 'parent_joined' });

  const caps = { childId: child.id, monthly: null, providers: [], hours: null };
  await bench.service.call(profileRpc.saveCaps, caps, { as: second });
  const changed = await bench.service.events.next(
    profileEvents.familyNoticeDue,
    (data) => data.childId === child.id && data.what === 'caps_changed',
  );
  expect(changed.toIds).toEqual([parent.userId]);
});

it('an invitation is nobody’s but theirs who have proved its address', async () => {
  const child = await bench.child(parent);
  const email = anEmail();
  const { id } = await bench.invite(child.id, parent, 'parent', email);
  const other = await testActor('parent');
  await expect(bench.accept(id, other, anEmail())).rejects.toEqual(problem('invitation_not_found'));
  await expect(bench.accept(id, other, null)).rejects.toEqual(problem('invitation_not_found'));
  await expect(bench.accept(newId(), other, email)).rejects.toEqual(
    problem('invitation_not_found'),
  );
  await expect(end(id, other, anEmail())).rejects.toEqual(problem('invitation_not_found'));
  // Who invites has perhaps the address as well, and still does not accept for another.
  await expect(bench.accept(id, parent, email)).rejects.toEqual(problem('invitation_not_found'));
  expect((await bench.get(child.id, parent)).parentIds).toEqual([parent.userId]);
});

it('it is taken once: an account that has the address later finds nothing', async () => {
  const child = await bench.child(parent);
  const [second, third, email] = [await testActor('parent'), await testActor('parent'), anEmail()];
  const { id } = await bench.invite(child.id, parent, 'parent', email);
  const settled = await Promise.allSettled([
    bench.accept(id, second, email),
    bench.accept(id, third, email),
  ]);
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await bench.get(child.id, parent)).parentIds).toHaveLength(2);
  const { rows } = await bench.service.sql.query(
    'SELECT address FROM family_invitation WHERE id = $1',
    [id],
  );
  expect(rows).toEqual([{ address: null }]);
});

it('who left a family does not come back with the invitation of before', async () => {
  const child = await bench.child(parent);
  const [second, email] = [await testActor('parent'), anEmail()];
  const { id } = await bench.invite(child.id, parent, 'parent', email);
  await bench.accept(id, second, email);
  await bench.service.call(profileRpc.leaveChild, { childId: child.id }, { as: second });
  await expect(bench.accept(id, second, email)).rejects.toEqual(problem('invitation_used'));
  expect((await bench.get(child.id, parent)).parentIds).toEqual([parent.userId]);
});

it('it ends when it expires, is withdrawn or declined, and with the parent who made it', async () => {
  const child = await bench.child(parent);
  const second = await testActor('parent');
  const emails = [anEmail(), anEmail(), anEmail(), anEmail()] as const;
  const invited = await Promise.all(
    emails.map((email) => bench.invite(child.id, parent, 'parent', email)),
  );
  await bench.service.sql.query(
    `UPDATE family_invitation SET expires_at = now() - interval '1 s' WHERE id = $1`,
    [invited[0]!.id],
  );
  await end(invited[1]!.id, parent);
  await end(invited[2]!.id, second, emails[2]);
  await bench.service.call(profileRpc.leaveChild, { childId: child.id }, { as: parent });
  for (const [n, { id }] of invited.entries()) {
    await expect(bench.accept(id, second, emails[n]!)).rejects.toEqual(
      problem('invitation_not_found'),
    );
  }
});

it('it can be accepted for so many days', async () => {
  const child = await bench.child(parent);
  const { expiresAt, createdAt } = await bench.invite(child.id, parent, 'parent', anEmail());
  const days = (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
  expect(days).toBe(INVITATION_DAYS);
});

it('a child goes on under its own account, with its parents, caps and consents', async () => {
  const [account, email] = [await testActor('student'), anEmail()];
  const entry = await bench.child(parent);
  const caps = { monthly: null, providers: [newId()], hours: null };
  await bench.service.call(profileRpc.saveCaps, { childId: entry.id, ...caps }, { as: parent });
  const { id } = await bench.invite(entry.id, parent, 'child', email);
  const child = await bench.accept(id, account, email);
  expect(child).toMatchObject({
    ...{ id: account.userId, hasAccount: true, parentIds: [parent.userId], caps, closed: false },
  });
  expect(child.consents.map(({ givenBy }) => givenBy).sort()).toEqual(
    [parent.userId, account.userId].sort(),
  );
  expect((await bench.get(entry.id, parent)).closed).toBe(true);
  const mine = await bench.service.call(profileRpc.myFamily, {}, { as: account });
  expect(mine.child).toEqual(child);
  expect(await bench.accept(id, account, email)).toEqual(child);
  await expect(bench.invite(entry.id, parent, 'parent', email)).rejects.toEqual(
    problem('child_closed'),
  );
  await expect(bench.invite(child.id, parent, 'child', email)).rejects.toEqual(
    problem('already_linked'),
  );
});

it('a child of one family is not linked to another', async () => {
  const { account } = await bench.withAccount();
  const [entry, email] = [await bench.child(parent), anEmail()];
  const { id } = await bench.invite(entry.id, parent, 'child', email);
  await expect(bench.accept(id, account, email)).rejects.toEqual(problem('already_linked'));
  const mine = await bench.service.call(profileRpc.myFamily, {}, { as: account });
  expect(mine.child!.parentIds).not.toContain(parent.userId);
  expect((await bench.get(entry.id, parent)).closed).toBe(false);
});

it('a child has a student’s account, and a parent a parent’s', async () => {
  const entry = await bench.child(parent);
  const email = anEmail();
  const asChild = await bench.invite(entry.id, parent, 'child', email);
  const asParent = await bench.invite(entry.id, parent, 'parent', email);
  const both = await testActor(['student', 'parent']);
  const student = await testActor('student');
  const wrong = problem('wrong_kind_of_account');
  await expect(bench.accept(asChild.id, both, email)).rejects.toEqual(wrong);
  await expect(bench.accept(asParent.id, student, email)).rejects.toEqual(wrong);
});

it('a child has two parents at most, also when two accept at once', async () => {
  const child = await bench.child(parent);
  const people = await Promise.all([testActor('parent'), testActor('parent')]);
  const email = anEmail();
  const first = await bench.invite(child.id, parent, 'parent', email);
  // One to another address, whose owner has both.
  const phone = { channel: 'sms', phone: '+2250701020304' } as const;
  const other = await bench.service.call(
    profileRpc.inviteToFamily,
    { childId: child.id, as: 'parent', address: phone },
    { as: parent },
  );
  bench.proves(email, phone.phone);
  const settled = await Promise.allSettled(
    [first, other].map(({ id: invitationId }, n) =>
      bench.service.call(
        profileRpc.acceptInvitation,
        { invitationId, consent: CARE },
        { as: people[n]! },
      ),
    ),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'profile.too_many_parents' },
  });
});

it('a consent to a text of before is no consent: the invitation stays open', async () => {
  const child = await bench.child(parent);
  const [second, email] = [await testActor('parent'), anEmail()];
  const { id: invitationId } = await bench.invite(child.id, parent, 'parent', email);
  bench.proves(email);
  const consent = { ...CARE, version: '2019-01' };
  await expect(
    bench.service.call(profileRpc.acceptInvitation, { invitationId, consent }, { as: second }),
  ).rejects.toEqual(problem('consent_outdated'));
  expect((await bench.accept(invitationId, second, email)).parentIds).toHaveLength(2);
});

it('another invitation to the same address takes the place of the first; a parent has so many open', async () => {
  const child = await bench.child(parent);
  const email = anEmail();
  const first = await bench.invite(child.id, parent, 'parent', email);
  const again = await bench.invite(child.id, parent, 'parent', email);
  expect((await list(parent, null)).sent.map(({ id }) => id)).toEqual([again.id]);
  await expect(bench.accept(first.id, await testActor('parent'), email)).rejects.toEqual(
    problem('invitation_not_found'),
  );
  for (let n = 1; n < MAX_INVITATIONS; n++) {
    await bench.invite(child.id, parent, 'parent', anEmail());
  }
  await expect(bench.invite(child.id, parent, 'parent', anEmail())).rejects.toEqual(
    problem('too_many_invitations'),
  );
});
