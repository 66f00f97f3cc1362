import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { translate } from '@edu/i18n';
import type { FastifyInstance } from 'fastify';

/** What a phone needs to know to install the web as an app, in each language. */
@Injectable()
export class WebManifestRoutes implements OnModuleInit {
  constructor(private readonly http: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    for (const locale of LOCALES) {
      fastify.get(`/${locale}/manifest.webmanifest`, (_request, reply) =>
        reply
          .type('application/manifest+json')
          .header('cache-control', 'public, max-age=86400')
          .send(webManifest(locale)),
      );
    }
  }
}

function webManifest(locale: Locale) {
  const icon = (size: number, purpose: 'any' | 'maskable') => ({
    src: `/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: translate(locale, 'site.name'),
    short_name: translate(locale, 'site.name'),
    description: translate(locale, 'home.description'),
    lang: locale,
    start_url: `/${locale}`,
    scope: '/',
    display: 'standalone',
    background_color: '#fdfcf8',
    theme_color: '#0b6353',
    icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    shortcuts: [
      { name: translate(locale, 'site.lessons'), url: `/${locale}/lessons` },
      { name: translate(locale, 'site.search'), url: `/${locale}/search` },
    ],
  };
}
