import type { EventContract } from './event.ts';
import type { ProblemType } from './problem.ts';
import type { RpcContract } from './rpc.ts';

/** All that one service promises. */
export interface ServiceContract {
  readonly service: string;
  /** One sentence for the API documentation. */
  readonly summary: string;
  readonly rpc: Readonly<Record<string, RpcContract>>;
  readonly events: Readonly<Record<string, EventContract>>;
  readonly errors: Readonly<Record<string, ProblemType>>;
}

/** Gathers a service's promises and refuses a promise made in another service's name. */
export function defineContract<const C extends ServiceContract>(contract: C): C {
  for (const part of [...Object.values(contract.rpc), ...Object.values(contract.events)]) {
    if (part.service !== contract.service) {
      throw new TypeError(`${part.subject} is not a promise of ${contract.service}`);
    }
  }
  return Object.freeze(contract);
}
