import { Pool } from 'undici';
import { isReady } from './health-check.ts';
import type { ServicePorts } from './hosted-service.ts';

/** The replicas of one service that are ready, over kept-alive connections, each in turn. */
export class ReplicaPool {
  readonly #replicas: () => readonly ServicePorts[];
  readonly #pools = new Map<number, Pool>();
  #ready: readonly Pool[] = [];
  #turn = 0;

  /** @param replicas those that exist now, ready or not */
  constructor(replicas: () => readonly ServicePorts[]) {
    this.#replicas = replicas;
  }

  /** The one whose turn it is; undefined while none is ready. */
  next(): Pool | undefined {
    return this.#ready[this.#turn++ % this.#ready.length];
  }

  /** Asks every replica whether it is ready. */
  async probe(): Promise<void> {
    const replicas = this.#replicas();
    const ready = await Promise.all(
      replicas.map(async ({ port, healthPort }) =>
        port !== undefined && (await isReady(healthPort)) ? [this.#poolOf(port)] : [],
      ),
    );
    this.#ready = ready.flat();
    for (const [port, pool] of this.#pools) {
      if (replicas.some((replica) => replica.port === port)) continue;
      this.#pools.delete(port);
      void pool.close();
    }
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  #poolOf(port: number): Pool {
    const pool = this.#pools.get(port) ?? new Pool(`http://127.0.0.1:${port}`, { pipelining: 1 });
    this.#pools.set(port, pool);
    return pool;
  }
}
