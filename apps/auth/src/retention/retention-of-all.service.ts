import { Injectable } from '@nestjs/common';
import { Problem, type RetentionRun, type RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { Retention } from '@edu/data-rights';
import { RpcClient, type Call } from '@edu/messaging';
import { PARTICIPANTS } from '../data-rights/participants.ts';

/** What answers at all does so much sooner: it reads a few rows of its own. */
const PATIENCE_MS = 2_000;

/** What every service deletes in time, for the one page of those who look after it. */
@Injectable()
export class RetentionOfAll {
  constructor(
    private readonly own: Retention,
    private readonly rpc: RpcClient,
  ) {}

  /** With whoever asks, whom the service writes into its audit log. */
  begin(service: string, call: Call): Promise<RetentionRun> {
    const other = PARTICIPANTS.find((one) => one.service === service);
    return other ? this.rpc.call(other.beginRetention, {}) : this.own.begin(call);
  }

  async list(): Promise<RpcOutput<typeof authRpc.retentionRuns>> {
    const own = this.own.list().then(({ items }) => ({ service: 'auth' as const, runs: items }));
    const others = PARTICIPANTS.map(async ({ service, listRetention }) => ({
      service,
      runs: await this.rpc
        .call(listRetention, {}, { timeoutMs: PATIENCE_MS })
        .then(({ items }) => items)
        .catch(unanswered),
    }));
    return { items: await Promise.all([own, ...others]) };
  }
}

function unanswered(error: unknown): null {
  if (error instanceof Problem && error.status >= 500) return null;
  throw error;
}
