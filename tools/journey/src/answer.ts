import {
  ProblemDetails,
  RESPONSE_HEADER,
  type ProblemType,
  type RpcContract,
  type RpcOutput,
} from '@edu/contract-kit';
import { z } from 'zod';

/** What came back, before anybody has looked at it. */
export interface RawAnswer {
  /** Method and path, for messages. */
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The platform answered, and not what had to come. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly answer: RawAnswer;

  constructor(answer: RawAnswer, wanted: string) {
    const { request, status, headers, text } = answer;
    const seconds = headers[RESPONSE_HEADER.retryAfter];
    const wait = seconds ? `, Retry-After ${seconds} s` : '';
    super(`${request}: ${wanted} expected, got ${status}${wait}: ${text.slice(0, 600)}`);
    this.answer = answer;
  }
}

/** What the gateway answered to a call. */
export class Answer<C extends RpcContract> {
  readonly raw: RawAnswer;
  readonly #rpc: C;

  constructor(rpc: C, raw: RawAnswer) {
    this.#rpc = rpc;
    this.raw = raw;
  }

  get status(): number {
    return this.raw.status;
  }

  /** True when it is the stored answer of an earlier call with the same Idempotency-Key. */
  get replayed(): boolean {
    return this.raw.headers[RESPONSE_HEADER.idempotencyReplayed] === 'true';
  }

  /** The output, checked against the contract. @throws UnexpectedAnswer */
  ok(): RpcOutput<C> {
    const wanted = this.#rpc.http?.status ?? 200;
    if (this.status !== wanted) throw new UnexpectedAnswer(this.raw, String(wanted));
    const output = this.#rpc.output.safeParse(parse(this.raw.text));
    if (output.success) return output.data as RpcOutput<C>;
    const reason = z.prettifyError(output.error);
    throw new UnexpectedAnswer(this.raw, `an output as in the contract (${reason})`);
  }

  /** The problem, which has to be of this type. @throws UnexpectedAnswer */
  refused(type: ProblemType): ProblemDetails {
    const problem = problemOf(this.raw);
    if (problem.code === type.code && this.status === type.status) return problem;
    throw new UnexpectedAnswer(this.raw, `${type.status} ${type.code}`);
  }
}

/** The problem in an answer. @throws UnexpectedAnswer when it is none, or badly formed */
export function problemOf(answer: RawAnswer): ProblemDetails {
  const type = answer.headers['content-type'] ?? '';
  const problem = ProblemDetails.safeParse(parse(answer.text));
  const fits = problem.success && problem.data.status === answer.status;
  if (fits && type.startsWith('application/problem+json')) return problem.data;
  throw new UnexpectedAnswer(answer, 'application/problem+json');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
