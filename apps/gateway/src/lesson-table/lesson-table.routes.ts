import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, RESPONSE_HEADER, TimeZone } from '@edu/contract-kit';
import { ListBookings } from '@edu/contracts-booking';
import { compileInput, Edge, enforceQuotas, RateLimiter } from '@edu/http';
import { translate } from '@edu/i18n';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { LessonTables } from './lesson-table.ts';

const PATH = '/bookings/lessons.csv';
export const LESSON_TABLE_PATH = `${API_PREFIX}${PATH}`;

/** The filters of the list, and whose days and hours the table has. */
export const LessonTableQuery = ListBookings.omit({ cursor: true, limit: true }).extend({
  zone: TimeZone.default('UTC'),
});

const read = compileInput({ input: LessonTableQuery, http: { method: 'GET', path: PATH } });

/** A table is up to fifty lists. */
const LIMIT = { max: 10, windowS: 60 };

/** One's lessons as a table for a spreadsheet. */
@Injectable()
export class LessonTableRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly tables: LessonTables,
  ) {}

  onModuleInit(): void {
    this.http.httpAdapter
      .getInstance<FastifyInstance>()
      .get(LESSON_TABLE_PATH, (request, reply) => this.table(request, reply));
  }

  private async table(request: FastifyRequest, reply: FastifyReply) {
    const call = await this.edge.call(request, 'user');
    const quota = this.limiter.countLocal(`lesson-table:${call.actor.userId}`, LIMIT);
    enforceQuotas(reply, new Map([['user', quota]]));
    const { zone, ...filters } = read({
      ...{ params: {}, query: request.query as Record<string, string>, body: undefined },
    }) as z.input<typeof LessonTableQuery> & { zone: string };
    const lines = await this.tables.of({ filters, zone, locale: call.locale }, call);
    return reply
      .type('text/csv; charset=utf-8')
      .header(
        'content-disposition',
        `attachment; filename="${translate(call.locale, 'table.file')}"`,
      )
      .header('cache-control', 'private, no-store')
      .header(RESPONSE_HEADER.requestId, request.id)
      .send(Readable.from(lines));
  }
}
