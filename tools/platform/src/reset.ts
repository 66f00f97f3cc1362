import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resetInfrastructure } from '@edu/infrastructure';
import { dropDatabase } from './databases.ts';

/**
 * Deletes all data of the platform in a folder; a folder in which none was ever started is left
 * alone.
 *
 * @throws InfrastructureError when a platform runs on it
 */
export async function resetPlatform(
  dataDir: string,
  env: NodeJS.ProcessEnv,
  progress: (line: string) => void,
): Promise<void> {
  const secrets = join(dataDir, 'secrets.json');
  const isOurs = existsSync(secrets);
  await resetInfrastructure({ dataDir, env, progress });
  if (!isOurs) return;
  // Without the secrets its rows are of no use.
  if (env['EDU_POSTGRES_URL']) await dropDatabase(env['EDU_POSTGRES_URL']);
  for (const name of ['secrets.json', 'objects', 'simulators', 'logs']) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
