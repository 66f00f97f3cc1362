import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOurPath } from '../island/our-path.ts';
import { localAddress } from './local-address.ts';
import { visitorOf } from './visitor.ts';

const YEAR_S = 31_536_000;

type Switch = FastifyRequest<{ Querystring: Record<string, unknown> }>;

/** The switch for little data, a link so that it works without JavaScript: `/low-data?on=1&back=/fr`. */
@Injectable()
export class LowDataRoutes implements OnModuleInit {
  constructor(private readonly http: HttpAdapterHost) {}

  onModuleInit(): void {
    this.http.httpAdapter.getInstance<FastifyInstance>().get('/low-data', (request, reply) => {
      const { on, back } = (request as Switch).query;
      const isOurs = typeof back === 'string' && isOurPath(back);
      return reply
        .header(
          'set-cookie',
          `low_data=${on === '1' ? '1' : '0'}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`,
        )
        .header('cache-control', 'no-store')
        .redirect(isOurs ? localAddress(back) : `/${visitorOf(request).locale}`, 302);
    });
  }
}
