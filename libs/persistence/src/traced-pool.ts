import { AsyncResource } from 'node:async_hooks';
import type { TraceContext, Tracing } from '@edu/observability';
import { currentCall } from '@edu/messaging';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { sqlState } from './database-errors.ts';

type Done = (error: unknown, result?: unknown) => void;
type ConnectDone = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (destroy?: Error | boolean) => void,
) => void;

/**
 * A pool whose statements appear in the traces of the calls that run them, whoever sends them:
 * Prisma, prepared statements, transactions. Their text has parameters in place of values.
 */
export function tracedPool(config: PoolConfig, tracing: Tracing): Pool {
  const Base = (config.Client ?? Client) as typeof Client;
  class TracedClient extends Base {
    // pg declares nine overloads of it; each ends in a callback or returns a promise.
    override query(...args: unknown[]): never {
      const run = super.query.bind(this) as (...all: unknown[]) => unknown;
      const call = currentCall();
      if (!call || !tracing.wants(call.trace)) return run(...args) as never;
      const end = statementStarted(tracing, call.trace.child(), textOf(args[0]));
      const done = args.at(-1);
      if (typeof done !== 'function') {
        const result = run(...args) as Promise<unknown>;
        result.then(() => end(), end);
        return result as never;
      }
      const ended: Done = (error, result) => {
        end(error);
        (done as Done)(error, result);
      };
      return run(...args.slice(0, -1), ended) as never;
    }
  }
  class TracedPool extends Pool {
    override connect(): Promise<PoolClient>;
    override connect(done: ConnectDone): void;
    override connect(done?: ConnectDone): Promise<PoolClient> | void {
      // A query that had to wait would else run in the context of whoever gave its connection back.
      return done ? super.connect(AsyncResource.bind(done)) : super.connect();
    }
  }
  return new TracedPool({ ...config, Client: TracedClient as unknown as typeof Client });
}

function statementStarted(
  tracing: Tracing,
  trace: TraceContext,
  text: string,
): (error?: unknown) => void {
  const startedAt = performance.now();
  const operation = /^\W*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  return (error) =>
    tracing.record(trace, {
      kind: 'client',
      name: operation,
      startedAt,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.query.text': text,
      },
      error: error ? (sqlState(error) ?? 'connection') : undefined,
    });
}

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text?: string } | undefined)?.text;
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 2_000);
}
