import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { headers, type Msg, type MsgHdrs, type Subscription } from '@nats-io/transport-node';
import { firstValueFrom, isObservable } from 'rxjs';
import {
  NATS_HEADER,
  platformErrors,
  Problem,
  type Actor,
  type Locale,
  type RpcContract,
} from '@edu/contract-kit';
import {
  ANONYMOUS,
  authorize,
  servicePrincipal,
  type ActorVerifier,
  type Principal,
  type Revocations,
} from '@edu/identity';
import { OnceASecond, TraceContext, type Tracing } from '@edu/observability';
import { Call, runCall } from './call.ts';
import { DeclaredErrors } from './declared-errors.ts';
import { isInbox, userOfInbox } from './inbox-subject.ts';
import type { MessagingLog } from './messaging-log.ts';
import type { MessagingMetrics } from './messaging-metrics.ts';
import type { Nats } from './nats.ts';
import { compileSerializer, fieldErrors, type Serialize } from './schema.ts';
import { readDeadline, readIfMatch } from './wire.ts';

export const NATS_TRANSPORT = Symbol('nats');

export interface NatsTransportOptions {
  readonly nats: Nats;
  /** Name of the service: the queue group of its subscriptions. */
  readonly service: string;
  readonly verifier: ActorVerifier;
  readonly revocations: Revocations;
  readonly metrics: MessagingMetrics;
  readonly tracing: Tracing;
  readonly log: MessagingLog;
  /** Milliseconds since 1970, by which what a principal may do is judged; this machine's by default. */
  readonly now?: () => number;
  /** Calls handled at once; more are refused with 503. */
  readonly maxInFlight?: number;
  /** For tests: an error that the contract does not declare becomes a 500. */
  readonly refuseUndeclared?: boolean;
}

interface Route {
  readonly rpc: RpcContract;
  readonly handler: MessageHandler;
  readonly serialize: Serialize;
}

/**
 * Nest transport over plain NATS request/reply: contract in, problem or JSON out. Each call is
 * validated, authorised and answered within its deadline; nothing internal leaves on an error.
 */
export class NatsTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = NATS_TRANSPORT;
  readonly #options: Required<NatsTransportOptions>;
  readonly #declared: DeclaredErrors;
  readonly #subscriptions: Subscription[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  readonly #unavailable = new OnceASecond();

  constructor(options: NatsTransportOptions) {
    super();
    this.#options = { maxInFlight: 512, refuseUndeclared: false, now: Date.now, ...options };
    const { refuseUndeclared: refuse, log, metrics } = this.#options;
    const count = (subject: string, code: string) => metrics.undeclared(subject, code);
    this.#declared = new DeclaredErrors({ refuse, log, count });
  }

  /** Calls being handled now. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** The contracts that this service answers. */
  get contracts(): RpcContract[] {
    return [...this.messageHandlers.values()].map((handler) => contractOf(handler));
  }

  listen(callback: () => void): void {
    for (const handler of this.messageHandlers.values()) {
      const rpc = contractOf(handler);
      const route = { rpc, handler, serialize: compileSerializer(rpc.output) };
      this.#subscriptions.push(
        this.#options.nats.subscribe(rpc.subject, {
          queue: this.#options.service,
          handle: (message) => this.#receive(route, message),
          onError: (err) => this.#options.log.error({ err, subject: rpc.subject }, 'bad delivery'),
        }),
      );
    }
    callback();
  }

  /** Takes no new calls, and waits for those taken to be answered. */
  async close(): Promise<void> {
    await Promise.all(
      this.#subscriptions
        .splice(0)
        .filter((subscription) => !subscription.isClosed())
        .map((subscription) => subscription.drain()),
    );
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  on(): never {
    throw new Error('the NATS transport has no events; use Nats.watch');
  }

  unwrap<T>(): T {
    return this.#options.nats.connection as T;
  }

  #receive(route: Route, message: Msg): void {
    if (message.reply && !isInbox(message.reply)) return this.#refuseReplySubject(route);
    const work = this.#answer(route, message).finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  }

  /** Whoever asks so wants our answer to be taken for something else: nothing is done, or answered. */
  #refuseReplySubject({ rpc: { subject } }: Route): void {
    this.#options.metrics.rpc(subject, 403, performance.now());
    this.#options.log.warn({ subject }, 'a call wants its answer on a subject that is no inbox');
  }

  async #answer(route: Route, message: Msg): Promise<void> {
    const { nats, metrics, tracing, maxInFlight } = this.#options;
    const { subject } = route.rpc;
    const startedAt = performance.now();
    const trace = TraceContext.under(message.headers?.get(NATS_HEADER.traceparent));
    let status = 200;
    let code: string | undefined;
    try {
      if (this.#inFlight.size > maxInFlight) throw platformErrors.unavailable({ retryAfter: 1 });
      const call = await this.#call(route.rpc, message, trace);
      const { body, hdrs } = await runCall(call, () => this.#handle(route, message, call));
      nats.answer(message, body, hdrs);
    } catch (error) {
      const problem = this.#declared.check(
        route.rpc,
        error instanceof Problem ? error : platformErrors.internal({ cause: error }),
      );
      ({ status, code } = problem);
      if (status >= 500) this.#report(error, problem, { subject, traceId: trace.traceId });
      nats.answer(message, JSON.stringify(problem.toWire()), problemHeaders(problem));
    } finally {
      metrics.rpc(subject, status, startedAt);
      if (tracing.wants(trace, status >= 500)) {
        const attributes = { 'rpc.system': 'nats', 'rpc.method': subject, 'edu.status': status };
        tracing.record(trace, {
          kind: 'server',
          name: subject,
          startedAt,
          attributes,
          error: status >= 500 ? code : undefined,
        });
      }
    }
  }

  #report(err: unknown, { status, code }: Problem, ids: { subject: string; traceId: string }) {
    const { log } = this.#options;
    if (status < 503) return log.error({ err, ...ids }, 'call failed');
    const calls = this.#unavailable.count();
    if (calls !== undefined) log.error({ err, ...ids, code, calls }, 'calls not answered in time');
  }

  async #handle(route: Route, message: Msg, call: Call) {
    const { rpc } = route;
    this.#authorize(rpc, rpc.access === 'service' ? callerOf(rpc, message) : call.principal, call);
    if (rpc.idempotent && !call.idempotencyKey) throw platformErrors.idempotencyKeyMissing();
    const input = parse(rpc, message);
    const result: unknown = await route.handler(input, call);
    const output = isObservable(result) ? await firstValueFrom(result) : result;
    return { body: route.serialize(output), hdrs: answerHeaders(rpc, output, call) };
  }

  /** What the edge has let through is refused here only if somebody went around it. */
  #authorize(rpc: RpcContract, principal: Principal, call: Call): void {
    try {
      authorize(rpc, principal, this.#options.now());
    } catch (error) {
      const { requestId, maybeActor } = call;
      const ids = { subject: rpc.subject, requestId, userId: maybeActor?.userId };
      this.#options.log.warn({ ...ids, reason: (error as Problem).code }, 'call refused');
      throw error;
    }
  }

  async #call(rpc: RpcContract, message: Msg, trace: TraceContext): Promise<Call> {
    const get = (name: string) => message.headers?.get(name) || undefined;
    const deadline = readDeadline(get(NATS_HEADER.timeout));
    // Nobody waits for an answer past its deadline, so the work would be wasted.
    if (!(deadline > Date.now())) throw platformErrors.timeout();
    const holder = await this.#holder(rpc, get(NATS_HEADER.actor));
    return new Call({
      requestId: get(NATS_HEADER.requestId),
      trace,
      idempotencyKey: get(NATS_HEADER.idempotencyKey),
      ifMatch: readIfMatch(get(NATS_HEADER.ifMatch)),
      locale: get(NATS_HEADER.locale) as Locale | undefined,
      client: get(NATS_HEADER.client),
      userAgent: get(NATS_HEADER.userAgent),
      device: get(NATS_HEADER.device),
      country: get(NATS_HEADER.country),
      deadline,
      ...holder,
      principal: callerOf(rpc, message),
    });
  }

  /**
   * Also behind the edge a token is worth nothing once its session has ended: whoever shows one may do
   * what anybody may.
   */
  async #holder(
    { access }: RpcContract,
    token: string | undefined,
  ): Promise<{ token: string; actor: Actor } | undefined> {
    if (!token) return undefined;
    const { verifier, revocations } = this.#options;
    const actor = await verifier.verify(token);
    if (!revocations.has(actor)) return { token, actor };
    if (access === 'public') return undefined;
    throw platformErrors.unauthenticated();
  }
}

function contractOf(handler: MessageHandler): RpcContract {
  return (handler.extras as { rpc: RpcContract }).rpc;
}

/** Which service calls, where a contract is for services: what others call is passed on by the edge. */
function callerOf({ access }: RpcContract, { reply }: Msg): Principal {
  if (access !== 'service' || !reply) return ANONYMOUS;
  return servicePrincipal(userOfInbox(reply) ?? 'operator');
}

function parse(rpc: RpcContract, message: Msg): unknown {
  let json: unknown;
  try {
    json = message.json();
  } catch (cause) {
    throw platformErrors.malformedJson({ cause });
  }
  const parsed = rpc.input.safeParse(json, { reportInput: true });
  if (!parsed.success) throw platformErrors.invalidInput({ errors: fieldErrors(parsed.error) });
  return parsed.data;
}

function answerHeaders(rpc: RpcContract, output: unknown, call: Call): MsgHdrs | undefined {
  if (!rpc.version && !call.replayed) return undefined;
  const hdrs = headers();
  if (call.replayed) hdrs.set(NATS_HEADER.replayed, '1');
  if (rpc.version) hdrs.set(NATS_HEADER.version, String((output as { version: number }).version));
  return hdrs;
}

function problemHeaders(problem: Problem): MsgHdrs {
  const hdrs = headers();
  hdrs.set(NATS_HEADER.problem, String(problem.status));
  return hdrs;
}
