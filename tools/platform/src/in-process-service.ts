import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunningService, ServiceDefinition, startService } from '@edu/service';
import type { HostedService, HostOptions } from './hosted-service.ts';
import { prepareLog } from './service-log.ts';

/**
 * Starts a service inside this process: its own Nest application, pool and NATS connection.
 *
 * @throws Error with the service's own message; its stack is in the log
 */
export async function startInProcess(options: HostOptions): Promise<HostedService> {
  const { name, dir, env, log } = options;
  prepareLog(log);
  const load = (file: string) =>
    import(pathToFileURL(join(dir, file)).href) as Promise<Record<string, unknown>>;
  let running: RunningService;
  try {
    // From the same build as the service: both must see the same classes.
    const start = (await load('platform-host.js'))['startService'] as typeof startService;
    running = await start(definitionIn(name, await load(`${name}.js`)), { env });
  } catch (error) {
    appendFileSync(log, `${error instanceof Error ? error.stack : String(error)}\n`);
    throw error;
  }
  const { healthPort, port } = running;
  const noProcess = () =>
    Promise.reject(new Error(`${name} has no process of its own: use --processes`));
  return {
    name,
    healthPort,
    pid: undefined,
    restarts: 0,
    replicas: [{ healthPort, port }],
    kill: noProcess,
    roll: noProcess,
    join: noProcess,
    stop: () => running.stop(),
    abort: () => undefined,
  };
}

function definitionIn(name: string, module: Record<string, unknown>): ServiceDefinition {
  const found = Object.values(module).find(
    (value) => (value as ServiceDefinition | undefined)?.name === name,
  );
  if (!found) throw new Error(`apps/${name}/src/main.ts exports no definition named '${name}'`);
  return found as ServiceDefinition;
}
