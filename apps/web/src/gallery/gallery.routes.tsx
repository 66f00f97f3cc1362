import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { WebConfig } from '../app.config.ts';
import { IslandSkeleton } from '../island/island-skeleton.tsx';
import { PageRenderer } from '../page/page-renderer.tsx';
import { visitorOf } from '../page/visitor.ts';

const PATH = '/status/components';
const TITLE = 'Components';

/** Every component of libs/ui on one page, for those who build with them; not in production. */
@Injectable()
export class GalleryRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly renderer: PageRenderer,
    private readonly config: WebConfig,
  ) {}

  onModuleInit(): void {
    if (this.config.NODE_ENV === 'production') return;
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get(PATH, async (request, reply) => {
      const { locale, ...looks } = visitorOf(request);
      const page = this.renderer.render(
        { path: '*', entry: 'gallery', texts: ['site', 'provider', 'booking'] },
        { locale, path: '/', search: '', looks, params: {} },
        { head: { title: TITLE, hidden: true }, body: <IslandSkeleton title={TITLE} /> },
      );
      return reply.type('text/html; charset=utf-8').send(await page.encoded('identity'));
    });
  }
}
