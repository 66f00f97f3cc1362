import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ASSETS_PREFIX } from './assets.ts';
import { ClientDir } from './client-dir.ts';

const YEAR_MS = 31_536_000_000;

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
        const hashed = path.includes(ASSETS_PREFIX);
        reply.header(
          'cache-control',
          hashed ? `public, max-age=${YEAR_MS / 1_000}, immutable` : 'public, max-age=3600',
        );
      },
      // The list of files at start: nothing else can be asked for.
      wildcard: false,
      globIgnore: ['manifest.json'],
    });
  }
}
