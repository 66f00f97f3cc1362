import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, platformErrors, RESPONSE_HEADER } from '@edu/contract-kit';
import { enforceQuotas, isJsonInUtf8, networkKey, parseJsonBody, RateLimiter } from '@edu/http';
import { fieldErrors } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ClientMetrics } from './client-metrics.ts';
import { ClientReports, violationsIn } from './client-report.schemas.ts';

export const CLIENT_REPORTS = `${API_PREFIX}/client-reports`;
export const REPORT_TYPES = {
  /** Of our own pages, by `sendBeacon` or `fetch`. */
  own: 'application/json',
  /** Of the browser itself. */
  reporting: 'application/reports+json',
  csp: 'application/csp-report',
} as const;

export const MAX_BYTES = 8 * 1_024;
/** Of one network: a report or two for each page that its people open. */
const LIMIT = { max: 600, windowS: 60 };

/** What browsers report of pages: how they felt, what failed there. Anybody may, and nobody is named. */
@Injectable()
export class ClientReportRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly limiter: RateLimiter,
    private readonly metrics: ClientMetrics,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        Object.values(REPORT_TYPES),
        { parseAs: 'buffer' },
        (request, body, parsed) => {
          try {
            if (!isJsonInUtf8(request.headers['content-type'])) {
              throw platformErrors.unsupportedMediaType();
            }
            parsed(null, parseJsonBody(body as Buffer));
          } catch (error) {
            parsed(error as Error);
          }
        },
      );
      scope.post(
        CLIENT_REPORTS,
        {
          bodyLimit: MAX_BYTES,
          onRequest: (request, reply, next) => {
            try {
              const reports = this.limiter.countLocal(`reports:${networkKey(request.ip)}`, LIMIT);
              enforceQuotas(reply, new Map([['reports', reports]]));
              next();
            } catch (error) {
              next(error as Error);
            }
          },
        },
        (request, reply) => this.take(request, reply),
      );
      done();
    });
  }

  private take(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { body } = request;
    if (isBrowsersOwn(request)) {
      for (const violation of violationsIn(body)) this.metrics.violation(violation);
    } else {
      const own = ClientReports.safeParse(body, { reportInput: true });
      if (!own.success) throw platformErrors.invalidInput({ errors: fieldErrors(own.error) });
      for (const report of own.data.reports) this.metrics.report(report);
    }
    return reply
      .code(204)
      .header('cache-control', 'no-store')
      .header(RESPONSE_HEADER.requestId, request.id)
      .send();
  }
}

function isBrowsersOwn({ headers }: FastifyRequest): boolean {
  const type = headers['content-type']?.split(';', 1)[0]!.trim().toLowerCase();
  return type === REPORT_TYPES.reporting || type === REPORT_TYPES.csp;
}
