import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { platformErrors, type Problem, type ProblemType } from '@edu/contract-kit';
import { locale, ProblemCatalogue, requestId, traceOf } from '@edu/http';
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
  constructor(
    private readonly problems: ProblemCatalogue,
    private readonly errors: ErrorTranslation,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.toProblem(error);
    if (problem.status >= 500) {
      const ids = { requestId: requestId(request), traceId: traceOf(request)?.traceId };
      this.log.error({ err: error, ...ids }, 'request failed');
    }
    if (reply.sent) return;
    if (problem.status === 413) hearOut(request, reply);
    void this.problems.send(reply, problem, locale(request), requestId(request));
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof HttpException && error.getStatus() < 500) {
      return (BY_STATUS[error.getStatus()] ?? platformErrors.invalidInput)({ cause: error });
    }
    return this.errors.translate(error);
  }
}

/** A body that is not much too large is read and thrown away. */
const MOST_HEARD = 4 * 1024 * 1024;

/**
 * Closing the connection of a client that is still sending would reset it, and often the client
 * would never read why. What is read here is bounded by its length and by the request's timeout.
 */
function hearOut({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (Number(headers['content-length']) <= MOST_HEARD) reply.removeHeader('connection');
}
