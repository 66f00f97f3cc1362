import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DEFAULT_LOCALE, escapeHtml, LOCALES } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import type { FastifyInstance } from 'fastify';
import { WebConfig } from '../app.config.ts';
import { ApiFactory, type Api } from './api.ts';

const FRESH_MS = 3_600_000;
/** Profiles of one kind that are listed at most: the search gives the best first. */
const MAX_OF_KIND = 500;
const PAGES = ['', '/search', '/search?kind=coach', '/search?kind=mentor', '/help', '/terms'];
const HIDDEN = ['/api/', '/low-data', ...LOCALES.map((locale) => `/${locale}/book`)];

/** What search engines ask for: where they may go, and what there is. */
@Injectable()
export class CrawlerRoutes implements OnModuleInit {
  private kept: { readonly until: number; readonly paths: Promise<readonly string[]> } | undefined;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly config: WebConfig,
    private readonly api: ApiFactory,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const { PUBLIC_URL } = this.config;
    fastify.get('/robots.txt', (_request, reply) => {
      const rules = HIDDEN.map((path) => `Disallow: ${path}`);
      const lines = ['User-agent: *', ...rules, `Sitemap: ${PUBLIC_URL}/sitemap.xml`, ''];
      void reply.header('cache-control', 'public, max-age=3600');
      return reply.type('text/plain; charset=utf-8').send(lines.join('\n'));
    });
    fastify.get('/sitemap.xml', async (request, reply) => {
      try {
        const paths = await this.profiles(this.api.for(DEFAULT_LOCALE, request));
        void reply.header('cache-control', 'public, max-age=3600');
        return reply.type('application/xml').send(sitemap(PUBLIC_URL, [...PAGES, ...paths]));
      } catch (error) {
        // Without the profiles it would say that they are gone.
        this.log.warn({ err: error }, 'sitemap failed');
        void reply.header('cache-control', 'no-store').header('retry-after', '60');
        return reply.code(503).type('text/plain').send('try again later\n');
      }
    });
  }

  /** Read once an hour, however many ask. */
  private profiles(api: Api): Promise<readonly string[]> {
    const now = this.clock.now().getTime();
    if (!this.kept || this.kept.until < now) {
      const paths = publishedProfiles(api);
      this.kept = { until: now + FRESH_MS, paths };
      paths.catch(() => (this.kept = undefined));
    }
    return this.kept.paths;
  }
}

async function publishedProfiles(api: Api): Promise<readonly string[]> {
  const paths: string[] = [];
  const routes = [
    '/api/v1/search/tutors',
    '/api/v1/search/coaches',
    '/api/v1/search/mentors',
  ] as const;
  for (const route of routes) {
    let left = MAX_OF_KIND;
    for await (const { slug } of api.pages(route, { params: { query: { limit: 100 } } })) {
      paths.push(`/providers/${slug}`);
      if (--left === 0) break;
    }
  }
  return paths;
}

/** Each page in each language. Source: sitemaps.org, and Google's extension for languages */
function sitemap(publicUrl: string, paths: readonly string[]): string {
  const address = (locale: string, path: string) => escapeHtml(`${publicUrl}/${locale}${path}`);
  const entries = paths.flatMap((path) => {
    const others = LOCALES.map(
      (locale) =>
        `<xhtml:link rel="alternate" hreflang="${locale}" href="${address(locale, path)}"/>`,
    );
    return LOCALES.map(
      (locale) => `<url><loc>${address(locale, path)}</loc>${others.join('')}</url>`,
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
    `${entries.join('\n')}\n</urlset>\n`
  );
}
