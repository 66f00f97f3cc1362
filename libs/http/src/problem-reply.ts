import {
  RESPONSE_HEADER,
  sharedErrors,
  type Locale,
  type Problem,
  type ProblemType,
} from '@edu/contract-kit';
import { translateProblem } from '@edu/i18n';
import type { FastifyReply } from 'fastify';
import { localFieldError } from './field-errors.ts';
import { varyByCaller } from './response-headers.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Every error that the platform may answer, by code: for texts in the caller's language. */
export class ProblemCatalogue {
  readonly #types = new Map<string, ProblemType>();

  constructor(tables: readonly Readonly<Record<string, ProblemType>>[]) {
    for (const table of [...sharedErrors, ...tables]) {
      for (const type of Object.values(table)) this.#types.set(type.code, type);
    }
  }

  /** The members of RFC 9457, with `code`, `params`, `requestId` and the bad fields. */
  describe(problem: Problem, locale: Locale, requestId: string) {
    const { code, params } = problem;
    const type = this.#types.get(code) ?? { code, title: problem.message };
    const { title, detail } = translateProblem(locale, type, params);
    const errors = problem.errors?.map((error) => localFieldError(error, locale));
    return {
      type: `https://educonnect.app/problems/${code}`,
      title,
      status: problem.status,
      code,
      ...(detail && { detail }),
      ...(params && { params }),
      ...(errors && { errors }),
      requestId,
    };
  }

  /** Sends the problem as `application/problem+json`. */
  send(reply: FastifyReply, problem: Problem, locale: Locale): FastifyReply {
    const { id } = reply.request;
    if (problem.retryAfter !== undefined) {
      reply.header(RESPONSE_HEADER.retryAfter, problem.retryAfter);
    }
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="educonnect"');
    return varyByCaller(reply)
      .code(problem.status)
      .header('content-type', PROBLEM_TYPE)
      .header(RESPONSE_HEADER.contentLanguage, locale)
      .header('cache-control', 'no-store')
      .header(RESPONSE_HEADER.requestId, id)
      .send(JSON.stringify(this.describe(problem, locale, id)));
  }
}
