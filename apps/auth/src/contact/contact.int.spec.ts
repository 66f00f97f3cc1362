import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressText } from '../account/account.domain.ts';
import { asActor, newEmail, startAuth, type TestAuth } from '../auth.harness.ts';

type SetContact = RpcInput<typeof notificationRpc.setContact>;

const received: SetContact[] = [];
let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const answer = () =>
  auth.fake(notificationRpc.setContact, (input) => {
    received.push(input);
    return { changed: true };
  });
const of = (userId: string) => received.filter((contact) => contact.userId === userId);

it('sends the contact once after a sign-up and after each change, with rising versions', async () => {
  answer();
  const address = newEmail();
  const tokens = await auth.signUp(address);
  const { id } = tokens.user;
  await eventually(() => expect(of(id)).toHaveLength(1));
  const contact = {
    displayName: 'Awa Koné',
    email: addressText(address),
    phone: null,
    locale: 'fr',
    zone: null,
  };
  expect(of(id)[0]).toEqual({ userId: id, version: 1, contact });

  await auth.call(authRpc.updateMe, { locale: 'en' }, { as: asActor(tokens) });
  await eventually(() => expect(of(id)).toHaveLength(2));
  expect(of(id)[1]).toEqual({ userId: id, version: 2, contact: { ...contact, locale: 'en' } });

  await auth.call(authRpc.suspend, { userId: id });
  await eventually(async () => {
    const due = await auth.sql.query('SELECT FROM account WHERE contact_due_at IS NOT NULL');
    expect(due.rowCount).toBe(0);
  });
  expect(of(id)).toHaveLength(2);
});

it('sends the time zone given at sign-up or set since', async () => {
  answer();
  const address = newEmail();
  const who = { role: 'tutor', displayName: 'Awa Koné', address } as const;
  const { verificationId } = await auth.call(authRpc.register, { ...who, zone: 'Africa/Dakar' });
  const code = auth.lastCode(address);
  const tokens = await auth.call(authRpc.verify, { verificationId, code });
  const [{ id }, as] = [tokens.user, asActor(tokens)];
  expect(tokens.user.zone).toBe('Africa/Dakar');
  await eventually(() =>
    expect(of(id).map(({ contact }) => contact?.zone)).toEqual(['Africa/Dakar']),
  );

  await auth.call(authRpc.updateMe, { displayName: 'Awa K.' }, { as });
  for (const zone of ['America/Toronto', null]) {
    expect(await auth.call(authRpc.updateMe, { zone }, { as })).toMatchObject({ zone });
    await eventually(() => expect(of(id).at(-1)!.contact).toMatchObject({ zone }));
  }
  expect(of(id).at(-1)!.contact).toMatchObject({ displayName: 'Awa K.' });
  const refreshed = await auth.call(authRpc.refresh, { refreshToken: tokens.refreshToken });
  expect(refreshed.user.zone).toBeNull();
  for (const zone of ['Africa/Atlantis', '', 'UTC+1', '+01:00']) {
    await expect(auth.call(authRpc.updateMe, { zone }, { as })).rejects.toMatchObject({
      status: 400,
    });
  }
});

it('sends the contact again after notification has failed', async () => {
  auth.fake(notificationRpc.setContact, () => {
    throw new Error('notification fails');
  });
  const { user } = await auth.signUp(newEmail());
  await eventually(async () => {
    const { rows } = await auth.sql.query<{ attempts: number }>(
      'SELECT contact_attempts AS attempts FROM account WHERE id = $1',
      [user.id],
    );
    expect(rows[0]!.attempts).toBeGreaterThan(0);
  });
  answer();
  await eventually(() => expect(of(user.id)).toHaveLength(1));
});

it('sends a change right after its commit, not at the next look of the scheduler', async () => {
  answer();
  const tokens = await auth.signUp(newEmail());
  const { id } = tokens.user;
  await eventually(() => expect(of(id)).toHaveLength(1));
  const began = performance.now();
  for (let n = 0; n < 8; n++) {
    const locale = n % 2 === 0 ? 'en' : 'fr';
    await auth.call(authRpc.updateMe, { locale }, { as: asActor(tokens) });
    await eventually(() => expect(of(id)).toHaveLength(n + 2));
  }
  // The scheduler looks once a second: eight changes, each awaited, would take seven at least.
  expect(performance.now() - began).toBeLessThan(6_500);
});
