import { parseArgs } from 'node:util';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { Problem } from '@edu/contract-kit';
import { callAsOperator } from './operator.ts';
import { PlatformError, reasonOf } from './platform-error.ts';

const HELP = `Makes the owner of an account an admin, who then says on the platform who else is staff.
They sign up like everybody else, and sign in again afterwards. What admins and other staff do needs a
second factor: an app that makes codes, or a passkey, set up at /account/security. A code by SMS is none.

  npm run admin -- <e-mail address>

  EDU_DATA_DIR     folder of the platform that "npm start" runs here (.data)
  NATS_URL         in place of it, that of a deployed one: nats://operator:password@host:port;
                   or EDU_NATS_URL, as for npm start
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [email] = positionals;
  if (values.help || !email) return void process.stdout.write(HELP);
  const { userId, roles } = await appoint(email);
  process.stdout.write(
    `✓ ${userId} is ${roles.join(' and ')}\n` +
      '  next: sign in again, and set up a second factor at /account/security; staff need one\n',
  );
}

function appoint(email: string) {
  return callAsOperator('admin', async (caller) => {
    try {
      return await caller.call(authRpc.appointAdmin, { email });
    } catch (cause) {
      if (!(cause instanceof Problem && cause.is(authErrors.unknownUser))) throw cause;
      throw new PlatformError('No account has this e-mail address', {
        todo: 'sign up with it first, and give the code back',
        cause,
      });
    }
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`admin: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
