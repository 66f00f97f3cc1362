import type { AnyServerName } from './requirements.ts';

/** A user to run a server as, in place of root. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** All that differs between the servers when one is started as a private process. */
export interface ServerPlan {
  name: AnyServerName;
  label: string;
  version: string;
  /** Path of the program. */
  command: string;
  /** The server's current directory: by it a process is known to be ours. */
  folder: string;
  user?: SystemUser;
  log: string;
  /** Laid over the environment of a server, which has next to nothing in it. */
  env?: NodeJS.ProcessEnv;
  /** Ends the server in order. */
  stopSignal: NodeJS.Signals;
  /** Ends it at once, when it does not follow in ten seconds. */
  killSignal: NodeJS.Signals;
  /** How long it may take until it answers, recovery after a crash included. */
  readyWithinMs: number;
  /** Writes what configuration there is for the port and gives the arguments. */
  configure(port: number): string[];
  url(port: number): string;
}
