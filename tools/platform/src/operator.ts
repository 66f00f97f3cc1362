import { dataFolderOf, runningNatsUrl } from '@edu/infrastructure';
import { PlatformError } from './platform-error.ts';

/**
 * Where the operator reaches NATS: what the environment names, else the platform that runs on this
 * machine.
 *
 * @throws PlatformError when there is neither
 */
export function operatorNatsUrl(env: NodeJS.ProcessEnv): string {
  const url = env['NATS_URL'] || env['EDU_NATS_URL'] || runningNatsUrl(dataFolderOf(env));
  if (url) return url;
  throw new PlatformError('No platform was ever started here', {
    todo: 'start it first (npm start), or set EDU_DATA_DIR or NATS_URL',
  });
}
