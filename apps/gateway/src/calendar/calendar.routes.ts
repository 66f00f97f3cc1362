import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CALENDAR_TYPE } from '@edu/calendar';
import { API_PREFIX, Id, RESPONSE_HEADER } from '@edu/contract-kit';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { Edge, enforceQuotas, networkKey, RateLimiter } from '@edu/http';
import { translate } from '@edu/i18n';
import { RpcClient, type Call } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CalendarFiles, type Calendar } from './calendar-files.ts';

/** Below the prefix: what a calendar of another program follows, and the file of one lesson. */
export const FEED_PATH = `${API_PREFIX}/calendar/{file}`;
export const LESSON_FILE_PATH = `${API_PREFIX}/bookings/{id}/calendar.ics`;

const LIMIT = { max: 60, windowS: 60 };
const FEED_FILE = /^([\w-]{43})\.ics$/;

type LessonRequest = FastifyRequest<{ Params: { id: string } }>;
type FeedRequest = FastifyRequest<{ Params: { file: string } }>;

/** Lessons as calendars take them. */
@Injectable()
export class CalendarRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
    private readonly files: CalendarFiles,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get(`${API_PREFIX}/bookings/:id/calendar.ics`, (request: LessonRequest, reply) =>
      this.lesson(request, reply),
    );
    fastify.get(`${API_PREFIX}/calendar/:file`, (request: FeedRequest, reply) =>
      this.feed(request, reply),
    );
  }

  private async lesson(request: LessonRequest, reply: FastifyReply) {
    const call = await this.edge.call(request, 'user');
    const { userId } = call.actor;
    enforceQuotas(reply, new Map([['user', this.limiter.countLocal(`calendar:${userId}`, LIMIT)]]));
    const { success, data: id } = Id.safeParse(request.params.id);
    if (!success) throw bookingErrors.notFound();
    const lesson = await this.rpc.call(bookingRpc.get, { id }, { call });
    return this.answer(request, reply, call, {
      ...{ lessons: [lesson], locale: call.locale, readerId: userId },
    });
  }

  /** Whoever has the address reads it: what else the request carries says nothing. */
  private async feed(request: FeedRequest, reply: FastifyReply) {
    const network = this.limiter.countLocal(`calendar:${networkKey(request.ip)}`, LIMIT);
    enforceQuotas(reply, new Map([['network', network]]));
    const [, token] = FEED_FILE.exec(request.params.file) ?? [];
    if (!token) throw bookingErrors.calendarNotFound();
    delete request.headers.authorization;
    delete request.headers.cookie;
    const call = await this.edge.call(request, 'public');
    const { readerId, locale, items } = await this.rpc.call(
      bookingRpc.readCalendarFeed,
      { token },
      { call },
    );
    const name = translate(locale, 'lessons.calendarName');
    return this.answer(request, reply, call, { lessons: items, locale, readerId, name });
  }

  private async answer(
    { id }: FastifyRequest,
    reply: FastifyReply,
    call: Call,
    calendar: Calendar,
  ) {
    const saved = translate(calendar.locale, 'lessons.calendarFile');
    return reply
      .type(CALENDAR_TYPE)
      .header('content-disposition', `attachment; filename="${saved}"`)
      .header('cache-control', 'private, no-store')
      .header(RESPONSE_HEADER.requestId, id)
      .send(await this.files.of(calendar, call));
  }
}
