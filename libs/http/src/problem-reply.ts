import {
  fillText,
  platformErrors,
  type Locale,
  type Problem,
  type ProblemType,
} from '@edu/contract-kit';
import type { FastifyReply } from 'fastify';

/** Every error that the platform may answer, by code: for texts in the caller's language. */
export class ProblemCatalogue {
  readonly #types = new Map<string, ProblemType>();

  constructor(tables: readonly Readonly<Record<string, ProblemType>>[]) {
    for (const table of [platformErrors, ...tables]) {
      for (const type of Object.values(table)) this.#types.set(type.code, type);
    }
  }

  /** The members of RFC 9457, with `code`, `requestId` and the bad fields. */
  describe(problem: Problem, locale: Locale, requestId: string) {
    const type = this.#types.get(problem.code);
    const detail = type?.detail && fillText(type.detail[locale], problem.params);
    return {
      type: `https://educonnect.app/problems/${problem.code}`,
      title: type ? fillText(type.title[locale], problem.params) : problem.message,
      status: problem.status,
      code: problem.code,
      ...(detail && { detail }),
      ...(problem.errors && { errors: problem.errors }),
      requestId,
    };
  }

  /** Sends the problem as `application/problem+json`. */
  send(reply: FastifyReply, problem: Problem, locale: Locale, requestId: string): FastifyReply {
    if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="educonnect"');
    return reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', locale)
      .header('x-request-id', requestId)
      .send(JSON.stringify(this.describe(problem, locale, requestId)));
  }
}
