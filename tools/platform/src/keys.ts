import { reasonOf } from './platform-error.ts';
import { signingKeys, SIGNING_HELP } from './signing-keys.ts';
import { userKeys, USER_HELP } from './user-keys.ts';

const HELP = `${USER_HELP}
${SIGNING_HELP}
  EDU_DATA_DIR   folder of the platform that "npm start" runs here (.data)
  NATS_URL       in place of it, that of a deployed one: nats://operator:password@host:port;
                 its MASTER_KEYS are in its secret store, where keys are added and dropped by hand
`;

async function main(): Promise<void> {
  // Not parsed for options: the id of a key is base64url, and may begin with a hyphen.
  const [command, ...rest] = process.argv.slice(2);
  const wantsHelp = [command, ...rest].some((one) => one === '--help' || one === '-h');
  if (wantsHelp || !command) return void process.stdout.write(HELP);
  const lines = command === 'signing' ? await signingKeys(rest) : await userKeys(command);
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`keys: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
