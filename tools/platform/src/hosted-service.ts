/** Where a service listens. */
export interface ServicePorts {
  readonly healthPort: number;
  /** Of the edge; undefined for the others. */
  readonly port: number | undefined;
}

/** How one process of a service was replaced by the next. */
export interface Rollover {
  /** Milliseconds until the new process was ready. */
  readonly readyMs: number;
  /** Milliseconds from SIGTERM until the old process had ended. */
  readonly exitMs: number;
  readonly exitCode: number | null;
}

/** How a process differs from the others of its service. */
export interface ProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Of Node.js. */
  readonly flags: readonly string[];
}

/** One service of a running platform, however it is run. */
export interface HostedService {
  readonly name: string;
  /** Serves `/health/ready` and `/metrics` on 127.0.0.1. */
  readonly healthPort: number;
  /** Of its own process; undefined while it is not running, or in the platform's process. */
  readonly pid: number | undefined;
  /** How often it was started again after a crash. */
  readonly restarts: number;
  /** Where its processes listen: one, or two while one replaces the other. */
  readonly replicas: readonly ServicePorts[];
  /** Ends it without warning; it is started again. Resolves when it has ended. */
  kill(): Promise<void>;
  /**
   * Replaces its process as a rolling update does: starts another, waits until that is ready, then
   * drains the old one. Resolves when the old one has ended.
   *
   * @throws Error with the end of its log when the new process does not get ready; the old one stays
   */
  roll(): Promise<Rollover>;
  /**
   * Runs one more process of it beside its own, until the function is called that it resolves with. Nobody
   * starts it again.
   *
   * @throws Error with the end of its log when that process does not get ready
   */
  join(how: ProcessOptions): Promise<() => Promise<void>>;
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
