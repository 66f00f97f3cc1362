import { dataFolderOf, runningNatsUrl } from '@edu/infrastructure';
import type { RpcCaller } from '@edu/demo';
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

/** Calls services in the operator's name. @param name of the connection */
export async function callAsOperator<T>(
  name: string,
  work: (caller: RpcCaller) => Promise<T>,
): Promise<T> {
  const url = operatorNatsUrl(process.env);
  // As the platform does it: demo data is loaded only where it is used.
  const { RpcCaller } = await import('@edu/demo');
  const caller = await RpcCaller.connect(url, name);
  try {
    return await work(caller);
  } finally {
    await caller.close();
  }
}
