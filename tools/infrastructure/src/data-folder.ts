import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import type { AnyServerName, ServerName } from './requirements.ts';

/** What is stored about a server between two runs. */
export interface ServerState {
  pid?: number;
  port: number;
}

/**
 * The folder of one platform:
 * `run/` (lock, passwords, process ids and ports), `logs/`, and one folder per server.
 */
export class DataFolder {
  readonly path: string;
  /** A short name that is the folder's alone on this machine. */
  readonly key: string;
  readonly #release: () => void;

  private constructor(path: string, release: () => void) {
    this.path = path;
    this.key = createHash('sha256').update(path).digest('hex').slice(0, 12);
    this.#release = release;
  }

  /**
   * Creates the folder where needed and locks it for this process.
   *
   * @throws InfrastructureError when it cannot be written or another platform uses it
   */
  static async open(dataDir: string): Promise<DataFolder> {
    let path = resolve(dataDir);
    try {
      for (const part of ['run', 'logs']) mkdirSync(join(path, part), { recursive: true });
      path = realpathSync(path);
      return new DataFolder(path, await lockFolder(join(path, 'run', 'lock.json'), path));
    } catch (error) {
      if (error instanceof InfrastructureError) throw error;
      throw new InfrastructureError(`The data folder ${path} cannot be used: ${reasonOf(error)}`, {
        todo: 'make it writable for this user, or set EDU_DATA_DIR to another folder',
      });
    }
  }

  /** Gives the lock back. */
  close(): void {
    this.#release();
  }

  /** True when a platform was ever started here, so that what lies here is ours to delete. */
  get isOurs(): boolean {
    return existsSync(this.#secretsPath);
  }

  log(name: string): string {
    return join(this.path, 'logs', `${name}.log`);
  }

  /** Path of a small file kept between runs. */
  runFile(name: string): string {
    return join(this.path, 'run', name);
  }

  /** The generated password of each server; made once and readable by this user only. */
  secrets(): Record<ServerName, string> {
    if (!existsSync(this.#secretsPath)) {
      const password = (): string => randomBytes(24).toString('hex');
      const made = { postgres: password(), redis: password(), nats: password() };
      writeFileSync(this.#secretsPath, JSON.stringify(made), { mode: 0o600 });
    }
    return this.readJson<Record<ServerName, string>>('secrets.json')!;
  }

  state(name: AnyServerName): ServerState | undefined {
    return this.readJson<ServerState>(`${name}.json`);
  }

  writeState(name: AnyServerName, state: ServerState): void {
    writeFileSync(this.runFile(`${name}.json`), JSON.stringify(state));
  }

  /** A file of `run/` as JSON; undefined when it is missing or was cut short by a crash. */
  readJson<T>(file: string): T | undefined {
    try {
      return JSON.parse(readFileSync(this.runFile(file), 'utf8')) as T;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || error instanceof SyntaxError) return undefined;
      throw new InfrastructureError(`${this.runFile(file)} cannot be read: ${reasonOf(error)}`, {
        todo: 'run as the user who started this platform before, or set EDU_DATA_DIR',
      });
    }
  }

  /** Deletes what the servers left; other files in the folder stay. */
  clear(): void {
    for (const part of ['postgres', 'redis', 'nats', 'livekit', 'run']) {
      rmSync(join(this.path, part), { recursive: true, force: true });
    }
    for (const name of ['postgres', 'redis', 'nats', 'livekit', 'apt', 'containers']) {
      rmSync(this.log(name), { force: true });
    }
  }

  get #secretsPath(): string {
    return this.runFile('secrets.json');
  }
}

/** Path of the data folder that an environment names; that of the working directory by default. */
export const dataFolderOf = (env: NodeJS.ProcessEnv): string => env['EDU_DATA_DIR'] || '.data';
