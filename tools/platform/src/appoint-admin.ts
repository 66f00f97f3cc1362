import { parseArgs } from 'node:util';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { Problem } from '@edu/contract-kit';
import type { RpcCaller } from '@edu/demo';
import { callAsOperator } from './operator.ts';
import { PlatformError, reasonOf } from './platform-error.ts';

const HELP = `Makes the owner of an account an admin, who then says on the platform who else is staff, or
lets somebody of staff add their first passkey. Staff need one: codes, of an app too, do not open their tools.

  npm run admin -- <e-mail address>              an admin, who has signed up like everybody else
  npm run admin -- --passkey <e-mail address>    a link for the first passkey, for 24 hours and once

The link is for its owner alone, who signs in and adds the passkey there. A passkey that they have already
is removed, as lost, and their sessions end.

  EDU_DATA_DIR     folder of the platform that "npm start" runs here (.data)
  NATS_URL         in place of it, that of a deployed one: nats://operator:password@host:port;
                   or EDU_NATS_URL, as for npm start
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' }, passkey: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [email] = positionals;
  if (values.help || !email) return void process.stdout.write(HELP);
  process.stdout.write(await (values.passkey ? invite(email) : appoint(email)));
}

async function appoint(email: string): Promise<string> {
  const { userId, roles } = await about(email, (caller) =>
    caller.call(authRpc.appointAdmin, { email }),
  );
  return (
    `✓ ${userId} is ${roles.join(' and ')}\n` +
    '  next: they sign in again, with their passkey; who has none needs a link for it:\n' +
    `  npm run admin -- --passkey ${email}\n`
  );
}

async function invite(email: string): Promise<string> {
  const { link, expiresAt } = await about(email, (caller) =>
    caller.call(authRpc.invitePasskey, { email }),
  );
  return `✓ give this to its owner alone: it adds their passkey, once, until ${expiresAt}\n  ${link}\n`;
}

function about<T>(email: string, work: (caller: RpcCaller) => Promise<T>): Promise<T> {
  return callAsOperator('admin', async (caller) => {
    try {
      return await work(caller);
    } catch (cause) {
      if (!(cause instanceof Problem && cause.is(authErrors.unknownUser))) throw cause;
      throw new PlatformError(`No account has the e-mail address ${email}`, {
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
