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
    void this.problems.send(reply, problem, locale(request), requestId(request));
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof HttpException && error.getStatus() < 500) {
      return (BY_STATUS[error.getStatus()] ?? platformErrors.invalidInput)({ cause: error });
    }
    return this.errors.translate(error);
  }
}
