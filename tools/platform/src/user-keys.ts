import { dataFolderOf } from '@edu/infrastructure';
import { profileRpc } from '@edu/contracts-profile';
import { callAsOperator } from './operator.ts';
import { PlatformError } from './platform-error.ts';
import { addMasterKey, dropMasterKeys } from './secrets.ts';

export const USER_HELP = `Replaces the master key that users' keys are sealed under. Documents stay as they are.

  npm run keys -- add      puts a new one in front, in the data folder; restart the platform
  npm run keys -- rotate   seals the keys of all users under it; safe to repeat
  npm run keys -- drop     takes the others away, once nothing is under them; restart the platform
`;

/** @returns what was done. @throws PlatformError when there is no such command */
export async function userKeys(command: string): Promise<string[]> {
  if (command === 'add') {
    return [`✓ ${addMasterKey(dataFolderOf(process.env))} is in front; restart, then rotate`];
  }
  if (command !== 'rotate' && command !== 'drop') {
    throw new PlatformError(`There is no ${command}`, {
      todo: 'one of add, rotate, drop, signing',
    });
  }
  const resealed = await rotate();
  const done = `✓ profile: ${resealed} users' keys sealed anew, none is left under another master key`;
  if (command === 'rotate') return [done];
  return [done, `✓ ${dropMasterKeys(dataFolderOf(process.env))} old keys taken away`];
}

/** Before old keys are dropped as well: a key that is needed is never taken away. */
function rotate(): Promise<number> {
  return callAsOperator('keys', async (caller) => {
    for (let sum = 0; ;) {
      const { resealed } = await caller.call(profileRpc.rotateUserKeys, {});
      if (resealed === 0) return sum;
      sum += resealed;
    }
  });
}
