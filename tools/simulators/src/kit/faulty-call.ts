import type { FastifyReply } from 'fastify';
import { takeFor, waitIfSlow, withholdAnswer, type CallFaultTree } from './call-faults.ts';
import type { FaultBoard } from './fault-board.ts';
import type { FaultRule } from './fault-rule.ts';

interface FaultyCall {
  /** As faults name the operation. */
  readonly name: string;
  /** It moves money, or makes something that does. */
  readonly moves: boolean;
  readonly reply: FastifyReply;
  /** Takes effect. @returns the body of the answer */
  run(): object | undefined | Promise<object | undefined>;
  /** The provider's own way to say it. */
  refusal(status: 429 | 500 | 503): Error;
}

/** Answers a call of a provider's API, with whatever the faults have in mind for it. */
export async function answerCall(
  faults: FaultBoard<{ seed: number; api: CallFaultTree; unreadable: FaultRule }>,
  closing: AbortSignal,
  { name, moves, reply, run, refusal }: FaultyCall,
): Promise<FastifyReply> {
  const { api, unreadable } = faults.current;
  if (takeFor(faults, api.rateLimit429, name, true)) throw refusal(429);
  if (!(await waitIfSlow(faults, name, closing))) throw refusal(503);
  if (takeFor(faults, api.error500BeforeCharging, name, moves)) throw refusal(500);
  const body = await run();
  if (withholdAnswer(faults, name, moves, reply)) return reply;
  if (moves && faults.take(unreadable)) return reply.type('text/html').send('<html>Bad gateway');
  return reply.send(body);
}
