import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { choosePort } from './free-port.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import { guardServer } from './orphan-guard.ts';
import { probes, type ProbeResult } from './probes.ts';
import { hasEnded, isAlive, signal, worksIn } from './process-table.ts';
import { requirements, type AnyServerName } from './requirements.ts';
import { indented, openLog, type OpenLog } from './run-command.ts';
import type { ServerPlan } from './server-plan.ts';

/** A server this process started and owns. */
export interface PrivateServer {
  pid: number;
  url: string;
  stop(): Promise<void>;
}

const patienceMs = 10_000;

/**
 * Starts a server on a free port of 127.0.0.1 and waits until it answers.
 *
 * @throws InfrastructureError with the end of its log when it does not come up
 */
export async function startPrivateServer(
  plan: ServerPlan,
  folder: DataFolder,
  progress: (line: string) => void,
): Promise<PrivateServer> {
  let preferred = folder.state(plan.name)?.port;
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(preferred);
    const log = openLog(plan.log);
    try {
      return await launch(plan, port, folder, log, progress);
    } catch (error) {
      const text = log.written();
      // Somebody else may take the port between our look and the server's.
      if (attempt < 5 && /in use|EADDRINUSE|could not bind/i.test(text)) {
        preferred = undefined;
        continue;
      }
      throw new InfrastructureError(
        `${plan.label} did not start: ${reasonOf(error)}.${indented(text)}`,
        { log: plan.log, todo: 'see the log; "npm start -- --reset" begins with empty data' },
      );
    } finally {
      log.close();
    }
  }
}

async function launch(
  plan: ServerPlan,
  port: number,
  folder: DataFolder,
  log: OpenLog,
  progress: (line: string) => void,
): Promise<PrivateServer> {
  // A session of its own: the terminal's Ctrl-C must reach the services first, not the servers
  // they still need while they drain.
  const child = spawn(plan.command, plan.configure(port), {
    cwd: plan.folder,
    detached: true,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...plan.env },
    stdio: ['ignore', log.descriptor, log.descriptor],
    ...(plan.user && { uid: plan.user.uid, gid: plan.user.gid }),
  });
  if (child.pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw cause;
  }
  const { pid } = child;
  folder.writeState(plan.name, { pid, port });
  const releaseGuard = guardServer(pid, plan);
  child.unref();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopChild(child, plan).finally(releaseGuard));
  try {
    await untilReady(child, plan, port);
  } catch (error) {
    await stop();
    throw error;
  }
  child.once('exit', (code, signalName) => {
    if (stopping) return;
    progress(
      `${plan.label} ended unexpectedly (${signalName ?? `code ${code}`}); log: ${plan.log}`,
    );
  });
  return { pid, url: plan.url(port), stop };
}

async function untilReady(child: ChildProcess, plan: ServerPlan, port: number): Promise<void> {
  const deadline = Date.now() + plan.readyWithinMs;
  const url = plan.url(port);
  for (;;) {
    if (hasExited(child)) throw new Error(`it ended with ${child.signalCode ?? child.exitCode}`);
    try {
      const answer: ProbeResult = await probes[plan.name](url);
      if (answer.lacks.length === 0) return;
      throw new InfrastructureError(`it lacks ${answer.lacks.join(', ')}`);
    } catch (error) {
      if (error instanceof InfrastructureError) throw error;
      if (Date.now() > deadline) {
        throw new Error(`no answer in ${plan.readyWithinMs / 1000} s (${reasonOf(error)})`);
      }
    }
    await sleep(20);
  }
}

async function stopChild(child: ChildProcess, plan: ServerPlan): Promise<void> {
  if (hasExited(child)) return;
  // The child does not keep this process alive, but waiting for its end must.
  child.ref();
  const ended = once(child, 'exit');
  child.kill(plan.stopSignal);
  for (const harder of [plan.killSignal, 'SIGKILL'] as const) {
    const patience = new AbortController();
    const first = await Promise.race([
      ended.then(() => 'ended'),
      sleep(patienceMs, 'late', { signal: patience.signal }).catch(() => 'ended'),
    ]);
    patience.abort();
    if (first === 'ended') return;
    child.kill(harder);
  }
  await ended;
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Ends a server that an earlier platform left behind, if the process with the stored id
 * still works in that server's folder.
 */
export async function stopStale(
  name: AnyServerName,
  pid: number | undefined,
  serverFolder: string,
  signals: Pick<ServerPlan, 'stopSignal' | 'killSignal'>,
  progress: (line: string) => void,
): Promise<void> {
  if (pid === undefined || !worksIn(pid, serverFolder)) return;
  const { label } = requirements[name];
  progress(`Stopping ${label} (process ${pid}), left behind by an earlier run`);
  for (const next of [signals.stopSignal, signals.killSignal, 'SIGKILL'] as const) {
    signal(pid, next);
    if (await hasEnded(pid, patienceMs)) return;
  }
  if (isAlive(pid)) {
    throw new InfrastructureError(`${label} of an earlier run (process ${pid}) does not end.`, {
      todo: `end it by hand: kill -9 ${pid}`,
    });
  }
}
