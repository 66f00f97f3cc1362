import {
  NATS_HEADER,
  platformErrors,
  Problem,
  tolerantOf,
  type RpcContract,
} from '@edu/contract-kit';
import { isDeclared, undeclared } from '@edu/messaging';
import { headers, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { z } from 'zod';

/** Answers for a neighbour, by its contract; answering again replaces the answer. */
export type FakeRpc = <I extends z.ZodType, O extends z.ZodType>(
  rpc: RpcContract<I, O>,
  answer: (input: z.output<I>) => z.output<O> | Promise<z.output<O>>,
) => void;

/**
 * Makes fakes that hold both sides to the contract: a request or an answer that does not match it
 * fails the test instead of passing by luck. An answer may be of a release to come, with an
 * `UnknownValue`.
 */
export function createFakeRpc(nats: NatsConnection): FakeRpc {
  const fakes = new Map<string, Subscription>();
  return (rpc, answer) => {
    fakes.get(rpc.subject)?.unsubscribe();
    const subscription = nats.subscribe(rpc.subject, {
      queue: rpc.service,
      callback: (_error, message) => {
        void (async () => {
          try {
            const input = rpc.input.parse(message.json());
            const output = tolerantOf(rpc.output).parse(await answer(input));
            message.respond(JSON.stringify(output));
          } catch (error) {
            const problem = problemOf(rpc, error);
            if (problem !== error) console.error(`fake ${rpc.subject} failed:`, error);
            const hdrs = headers();
            hdrs.set(NATS_HEADER.problem, String(problem.status));
            message.respond(JSON.stringify(problem.toWire()), { headers: hdrs });
          }
        })();
      },
    });
    fakes.set(rpc.subject, subscription);
  };
}

function problemOf(rpc: RpcContract, error: unknown): Problem {
  if (!(error instanceof Problem)) return platformErrors.internal({ cause: error });
  return isDeclared(rpc, error) ? error : undeclared(rpc, error);
}
