import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebConfig } from '../app.config.ts';
import { localAddress } from './local-address.ts';

const YEAR_S = 31_536_000;

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The switch for little data. A link, as it has to work without a script; it changes looks alone. */
@Injectable()
export class LowDataRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly config: WebConfig,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const secure = this.config.PUBLIC_URL.startsWith('https:');
    fastify.get('/low-data', (request: FastifyRequest, reply) => {
      const { on, back } = request.query as Query;
      if (on === '0' || on === '1') {
        const options = { path: '/', maxAge: YEAR_S, sameSite: 'lax', secure } as const;
        void reply.header(
          'set-cookie',
          stringifySetCookie({ name: 'low_data', value: on, ...options }),
        );
      }
      void reply.header('cache-control', 'no-store');
      return reply.redirect(localAddress(typeof back === 'string' ? back : undefined), 303);
    });
  }
}
