import { authRpc } from '@edu/contracts-auth';
import { SoftwareAuthenticator } from '@edu/simulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth } from '../auth.harness.ts';

const ORIGIN = 'https://educonnect.test';
/** Of CPU, in ms, for the question and the answer: service, caller and device, which are one process here. */
const AIM_MS = 15;
const ROUNDS = 3;
const SIGN_INS = 20;

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ env: { PUBLIC_URL: ORIGIN } });
});
afterAll(() => auth?.stop());

it(`a sign-in by passkey takes at most ${AIM_MS} ms of CPU`, async () => {
  const tokens = await auth.stepUp(await auth.signUp(newEmail()));
  const as = asActor(tokens);
  const device = new SoftwareAuthenticator(ORIGIN);
  const credential = device.create(await auth.call(authRpc.beginPasskey, {}, { as }));
  await auth.call(authRpc.addPasskey, { credential }, { as });
  const signIn = async () => {
    const answer = device.answer(await auth.call(authRpc.askForPasskey, {}));
    await auth.call(authRpc.passkeySignIn, { credential: answer });
  };
  const round = async () => {
    const before = process.cpuUsage();
    for (let n = 0; n < SIGN_INS; n++) await signIn();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / SIGN_INS;
  };
  // The first is slower, as code is compiled; a machine that does other things makes others slower.
  const costs: number[] = [];
  for (let n = 0; n < ROUNDS; n++) costs.push(await round());
  const least = Math.min(...costs);
  process.stdout.write(`a sign-in by passkey takes ${least.toFixed(1)} ms of CPU\n`);
  expect(least).toBeLessThanOrEqual(AIM_MS);
}, 120_000);
