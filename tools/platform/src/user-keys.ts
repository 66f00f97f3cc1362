import { parseArgs } from 'node:util';
import { dataFolderOf } from '@edu/infrastructure';
import { profileRpc } from '@edu/contracts-profile';
import { operatorNatsUrl } from './operator.ts';
import { PlatformError, reasonOf } from './platform-error.ts';
import { addMasterKey, dropMasterKeys } from './secrets.ts';

const HELP = `Replaces the master key that users' keys are sealed under. Documents stay as they are.

  npm run keys -- add      puts a new one in front, in the data folder; restart the platform
  npm run keys -- rotate   seals the keys of all users under it; safe to repeat
  npm run keys -- drop     takes the others away, once nothing is under them; restart the platform

  EDU_DATA_DIR   folder of the platform that "npm start" runs here (.data)
  NATS_URL       in place of it, that of a deployed one, for rotate: nats://operator:password@host:port;
                 its MASTER_KEYS are in its secret store, where keys are added and dropped by hand
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [command] = positionals;
  if (values.help || !command) return void process.stdout.write(HELP);
  if (command === 'add') {
    say(`✓ ${addMasterKey(dataFolderOf(process.env))} is in front; restart, then rotate`);
    return;
  }
  if (command !== 'rotate' && command !== 'drop') {
    throw new PlatformError(`There is no ${command}`, { todo: 'one of add, rotate, drop' });
  }
  const resealed = await rotate();
  say(`✓ profile: ${resealed} users' keys sealed anew, none is left under another master key`);
  if (command === 'drop') say(`✓ ${dropMasterKeys(dataFolderOf(process.env))} old keys taken away`);
}

/** Before old keys are dropped as well: a key that is needed is never taken away. */
async function rotate(): Promise<number> {
  // As the platform does it: demo data is loaded only where it is used.
  const { RpcCaller } = await import('@edu/demo');
  const caller = await RpcCaller.connect(operatorNatsUrl(process.env), 'keys');
  try {
    for (let sum = 0; ;) {
      const { resealed } = await caller.call(profileRpc.rotateUserKeys, {});
      if (resealed === 0) return sum;
      sum += resealed;
    }
  } finally {
    await caller.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`keys: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
