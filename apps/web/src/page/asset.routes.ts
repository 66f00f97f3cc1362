import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ASSETS_PREFIX } from './assets.ts';
import { ClientDir } from './client-dir.ts';

const YEAR_S = 31_536_000;

/** The browser's files: hashed ones never change, those of `public/` may. */
@Injectable()
export class AssetRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly client: ClientDir,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(serveStatic, {
      root: this.client.path,
      index: false,
      preCompressed: true,
      decorateReply: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheControl(path));
      },
      // The list of files at start: nothing else can be asked for.
      wildcard: false,
      globIgnore: ['manifest.json'],
    });
  }
}

function cacheControl(path: string): string {
  if (path.includes(ASSETS_PREFIX)) return `public, max-age=${YEAR_S}, immutable`;
  // Browsers look for a new one at each visit, and must see it.
  return path.includes('service-worker') ? 'no-cache' : 'public, max-age=3600';
}
