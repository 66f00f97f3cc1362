import { authErrors, authRpc } from '@edu/contracts-auth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressText, type Address } from '../account/account.domain.ts';
import { asActor, newEmail, PASSWORD, startAuth, type TestAuth } from '../auth.harness.ts';

/** A page is open twice, or somebody presses twice: the code is right both times. */
const TABS = 5;
const NEW_PASSWORD = 'nine small paper boats';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ replicas: 2 });
});
afterAll(() => auth.stop());

/** What a code is for, and what confirms it. */
type Confirm = () => Promise<unknown>;
const WAYS: Record<string, (address: Address) => Promise<Confirm>> = {
  'a registration': async (address) => {
    const registration = { role: 'student', displayName: 'Awa', address } as const;
    const { verificationId } = await auth.call(authRpc.register, registration);
    const input = { verificationId, code: auth.lastCode(address) };
    return () => auth.call(authRpc.verify, input);
  },
  'a sign-in': async (address) => {
    await auth.signUp(address);
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    const input = { verificationId, code: auth.lastCode(address) };
    return () => auth.call(authRpc.verify, input);
  },
  'a change of address': async (address) => {
    const { verificationId } = await auth.changeAddress(await auth.signUp(newEmail()), address);
    const input = { verificationId, code: auth.lastCode(address) };
    return () => auth.call(authRpc.verify, input);
  },
  'a new password': async (address) => {
    await auth.signUp(address, PASSWORD);
    const { verificationId } = await auth.call(authRpc.askForReset, { address });
    const input = { verificationId, code: auth.lastCode(address), password: NEW_PASSWORD };
    return () => auth.call(authRpc.resetPassword, input);
  },
  'a step-up': async (address) => {
    const as = asActor(await auth.signUp(address));
    const { sent } = await auth.call(authRpc.requestStepUp, { channel: 'email' }, { as });
    const { verificationId } = sent!;
    const proof = { kind: 'code', verificationId, code: auth.lastCode(address) } as const;
    return () => auth.call(authRpc.proveStepUp, { proof }, { as });
  },
};

it.each(Object.entries(WAYS))(
  '%s is confirmed by one of several tabs at once',
  async (_what, way) => {
    const address = newEmail();
    const confirm = await way(address);
    const sessions = () =>
      auth.sql.query('SELECT 1 FROM session').then(({ rowCount }) => rowCount ?? 0);
    const before = await sessions();
    const results = await Promise.allSettled(Array.from({ length: TABS }, confirm));
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'ok' : (result.reason as { code: string }).code,
    );
    expect(codes.sort()).toEqual([...Array<string>(TABS - 1).fill(authErrors.badCode.code), 'ok']);
    expect((await sessions()) - before).toBeLessThanOrEqual(1);
    const { rowCount } = await auth.sql.query('SELECT 1 FROM account WHERE email = $1', [
      addressText(address),
    ]);
    expect(rowCount).toBe(1);
    await expect(confirm()).rejects.toMatchObject({ code: authErrors.badCode.code });
  },
);
