import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pages } from '../pages/pages.ts';
import { notFoundPage } from '../pages/errors/error-pages.tsx';
import { ApiFactory } from './api.ts';
import { acceptedEncoding } from './compression.ts';
import { PageCache } from './page-cache.ts';
import { PageMetrics } from './page-metrics.ts';
import { PageRenderer } from './page-renderer.tsx';
import type { MovedPage, PageContent, PageDefinition, PageRequest } from './page.ts';
import { problemPage } from './problem-page.ts';
import { RenderedPage } from './rendered-page.ts';
import { visitorOf } from './visitor.ts';

type Request = FastifyRequest<{ Params: Record<string, string>; Querystring: Query }>;
type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What pages of a visit depend on besides their address. */
const VARY = 'accept-encoding, cookie, save-data';

/** Every page under each language, and the ways to them that name no language. */
@Injectable()
export class PageRoutes implements OnModuleInit {
  private readonly cache = new PageCache();

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly renderer: PageRenderer,
    private readonly api: ApiFactory,
    private readonly metrics: PageMetrics,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/', (request, reply) => redirect(request, reply, ''));
    for (const { path } of pages) {
      if (path !== '/')
        fastify.get(path, (request, reply) => redirect(request, reply, request.url));
    }
    // What messages link to, which know things and no pages.
    fastify.get<{ Params: { id: string } }>('/bookings/:id', (request, reply) =>
      redirect(request, reply, `/lessons/${encodeURIComponent(request.params.id)}`),
    );
    for (const locale of LOCALES) {
      for (const page of pages) {
        const path = page.path === '/' ? `/${locale}` : `/${locale}${page.path}`;
        fastify.get(path, (request, reply) => this.answer(page, locale, request as Request, reply));
      }
    }
    fastify.get('/*', (request, reply) => {
      const locale = LOCALES.find((known) => request.url.startsWith(`/${known}/`));
      return this.answer(
        notFoundPage,
        locale ?? visitorOf(request).locale,
        request as Request,
        reply,
      );
    });
  }

  private async answer(
    page: PageDefinition,
    locale: Locale,
    request: Request,
    reply: FastifyReply,
  ) {
    const { lowData, signedIn, teaches, staff, zone } = visitorOf(request);
    const looks = { lowData, signedIn, teaches, staff };
    const { params } = request;
    const { pathname, search } = new URL(request.url, 'http://localhost');
    const path = pathname.slice(locale.length + 1) || '/';
    const seen = [...Object.values(looks), page.zoned ? zone : ''];
    const key = [pathname, search, ...seen].join('\n');
    let from: 'cache' | 'made' = 'cache';
    const rendered = await this.cache.get(key, page.freshS, async () => {
      from = 'made';
      const content = await this.load(page, {
        locale,
        path,
        config: this.renderer.config,
        params,
        query: firstValues(request.query),
        zone,
        lowData,
        api: this.api.for(locale, request),
        now: this.clock.now(),
        map: this.renderer.map,
      });
      if ('movedTo' in content) return RenderedPage.moved(content.movedTo);
      return this.metrics.time(page.path, 'render', () =>
        this.renderer.render(page, { locale, path, search, looks, params }, content),
      );
    });
    this.metrics.count(page.path, from);
    reply.headers(this.renderer.headersOf(page));
    return send(rendered, page, request, reply);
  }

  private async load(page: PageDefinition, request: PageRequest): Promise<PageContent | MovedPage> {
    try {
      return await this.metrics.time(page.path, 'load', () => page.load(request));
    } catch (error) {
      const content = problemPage(error, request);
      if (content.status === 500) this.log.error({ err: error, route: page.path }, 'page failed');
      return content;
    }
  }
}

/** @param to path with its query, without a language: the visitor's is put before it */
function redirect(request: FastifyRequest, reply: FastifyReply, to: string) {
  return reply
    .header('vary', 'accept-language, cookie')
    .header('cache-control', 'private, no-cache')
    .redirect(`/${visitorOf(request).locale}${to}`, 302);
}

async function send(
  page: RenderedPage,
  { freshS }: PageDefinition,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (page.location) {
    // Asked for again each time: a name may change back.
    return reply.header('cache-control', 'no-cache').redirect(page.location, 301);
  }
  const fresh = page.status === 200 ? freshS : 0;
  reply
    .code(page.status)
    .header('etag', page.etag)
    .header('vary', VARY)
    .header('cache-control', fresh > 0 ? `private, max-age=${fresh}` : 'no-cache');
  if (page.status >= 500) reply.header('retry-after', '5');
  if (page.status === 200 && request.headers['if-none-match'] === page.etag) {
    return reply.code(304).send();
  }
  const encoding = acceptedEncoding(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type('text/html; charset=utf-8').send(await page.encoded(encoding));
}

function firstValues(query: Query): Record<string, string> {
  const entries = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value)) as Record<string, string>;
}
