import { readFileSync } from 'node:fs';
import type { Platform } from '@edu/platform';

export type ServerName = Platform['infrastructure']['servers'][number]['name'];

/** Ends a server. @returns a function that starts it again @throws Error when it is not ours */
export function stopServer(platform: Platform, name: ServerName): Promise<() => Promise<void>> {
  const { interrupt } = serverOf(platform, name);
  if (!interrupt) throw new Error(`${name} was not started here, so it cannot be stopped here`);
  return interrupt();
}

/** Stops a server's clock: it keeps its connections and says nothing. @returns what ends that */
export function freezeServer(platform: Platform, name: ServerName): () => Promise<void> {
  const { pid } = serverOf(platform, name);
  if (!pid) throw new Error(`${name} was not started here, so it cannot be frozen here`);
  const frozen = family(pid);
  signal(frozen, 'SIGSTOP');
  return () => Promise.resolve(signal(frozen, 'SIGCONT'));
}

function serverOf({ infrastructure }: Platform, name: ServerName) {
  return infrastructure.servers.find((server) => server.name === name)!;
}

/** A process and its children: PostgreSQL has one for each connection. */
function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [
    pid,
    ...children
      .split(' ')
      .filter(Boolean)
      .flatMap((child) => family(Number(child))),
  ];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // a connection that was closed in between
    }
  }
}
