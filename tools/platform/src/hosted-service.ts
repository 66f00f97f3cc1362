/** One service of a running platform, however it is run. */
export interface HostedService {
  readonly name: string;
  /** Serves `/health/ready` and `/metrics` on 127.0.0.1. */
  readonly healthPort: number;
  /** Of its own process; undefined while it is not running, or in the platform's process. */
  readonly pid: number | undefined;
  /** How often it was started again after it had died. */
  readonly restarts: number;
  /** Ends it without warning; it is started again. Resolves when it is dead. */
  kill(): Promise<void>;
  /** Drains it: resolves when it has ended. */
  stop(): Promise<void>;
  /** Ends it at once, for good. */
  abort(): void;
}

export interface HostOptions {
  readonly name: string;
  /** Folder of the bundles. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly healthPort: number;
  /** Where the service's log is written. */
  readonly log: string;
  readonly progress: (line: string) => void;
}
