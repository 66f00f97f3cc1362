import {
  NATS_HEADER,
  platformErrors,
  Problem,
  tolerantOf,
  type RpcContract,
} from '@edu/contract-kit';
import { isDeclared, undeclared } from '@edu/messaging';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';

/** A header that came with the call. */
type ReadHeader = (name: (typeof NATS_HEADER)[keyof typeof NATS_HEADER]) => string | undefined;

/** Answers a call in place of its service, by its contract; another answer replaces the first. */
export type FakeRpc = <I extends z.ZodType, O extends z.ZodType>(
  rpc: RpcContract<I, O>,
  answer: (input: z.output<I>, header: ReadHeader) => z.output<O> | Promise<z.output<O>>,
) => void;

/**
 * Makes fakes that hold both sides to the contract: a request or an answer that does not match it
 * fails the test instead of passing by luck. Each subject is subscribed to once: a request that
 * comes while an answer is being replaced still finds one of the two. An answer may be of a release
 * to come, with an `UnknownValue`.
 */
export function createFakeRpc(nats: NatsConnection): FakeRpc {
  const answers = new Map<string, (input: unknown, header: ReadHeader) => unknown>();
  return (rpc, answer) => {
    const isNew = !answers.has(rpc.subject);
    answers.set(rpc.subject, answer as (input: unknown, header: ReadHeader) => unknown);
    if (!isNew) return;
    nats.subscribe(rpc.subject, {
      queue: rpc.service,
      callback: (_error, message) => {
        void (async () => {
          try {
            const input = rpc.input.parse(message.json());
            const header: ReadHeader = (name) => message.headers?.get(name) || undefined;
            const answered = await answers.get(rpc.subject)!(input, header);
            const output = tolerantOf(rpc.output).parse(answered);
            const hdrs = headers();
            if (rpc.version) hdrs.set(NATS_HEADER.version, String(output['version' as never]));
            message.respond(JSON.stringify(output), { headers: hdrs });
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
  };
}

function problemOf(rpc: RpcContract, error: unknown): Problem {
  if (!(error instanceof Problem)) return platformErrors.internal({ cause: error });
  return isDeclared(rpc, error) ? error : undeclared(rpc, error);
}
