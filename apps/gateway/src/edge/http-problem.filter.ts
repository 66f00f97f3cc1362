import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { platformErrors, type Problem, type ProblemType } from '@edu/contract-kit';
import { clientRequestId, locale, ProblemCatalogue } from '@edu/http';
import { OnceASecond } from '@edu/observability';
import { ErrorTranslation, Log } from '@edu/service';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Nest hands the errors of Fastify on as HttpExceptions; their status says what was wrong. */
const BY_STATUS: Readonly<Record<number, ProblemType>> = {
  404: platformErrors.notFound,
  413: platformErrors.payloadTooLarge,
  415: platformErrors.unsupportedMediaType,
};

/** The last stop of every error of a request: it leaves as a problem in the caller's language. */
@Catch()
export class HttpProblemFilter implements ExceptionFilter {
  private readonly unavailable = new OnceASecond();

  constructor(
    private readonly problems: ProblemCatalogue,
    private readonly errors: ErrorTranslation,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (isGone(request)) {
      this.log.debug({ requestId: request.id }, 'client left');
      reply.hijack();
      return;
    }
    const problem = this.toProblem(error);
    if (problem.status >= 500) this.report(error, problem, request);
    if (problem.status === 401 || problem.status === 403) this.reportRefusal(problem, request);
    if (reply.sent) return;
    if (problem.status === 413) drainBody(request, reply);
    if (problem.status === 415 && !reply.hasHeader('accept-encoding')) {
      reply.header('accept', 'application/json');
    }
    this.problems.send(reply, problem, locale(request));
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof HttpException && error.getStatus() < 500) {
      return (BY_STATUS[error.getStatus()] ?? platformErrors.invalidInput)({ cause: error });
    }
    return this.errors.translate(error);
  }

  /** Who asked for what they may not have: OWASP ASVS 5.0, 16.3.2. */
  private reportRefusal({ status, code }: Problem, request: FastifyRequest): void {
    const ids = { requestId: request.id, traceId: request.trace?.traceId, userId: request.userId };
    this.log.info({ ...ids, status, reason: code }, 'request refused');
  }

  private report(error: unknown, { status, code }: Problem, request: FastifyRequest): void {
    const ids = {
      requestId: request.id,
      clientRequestId: clientRequestId(request),
      traceId: request.trace?.traceId,
    };
    if (status < 503) {
      this.log.error({ err: error, ...ids }, 'request failed');
      return;
    }
    const requests = this.unavailable.count();
    if (requests === undefined) return;
    this.log.error({ ...ids, status, reason: code, requests }, 'requests not answered in time');
  }
}

/** True when the client closed before its request was whole or answered. */
const isGone = ({ raw }: FastifyRequest) =>
  raw.socket.destroyed || (raw.destroyed && !raw.complete);

/** A body that is not much too large is read and discarded. */
const MAX_DRAINED_BYTES = 4 * 1024 * 1024;

/**
 * Closing the connection of a client that is still sending would reset it, and often the client
 * would never read why. What is read here is bounded by its length and by the request's timeout.
 */
function drainBody({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (Number(headers['content-length']) <= MAX_DRAINED_BYTES) reply.removeHeader('connection');
}
