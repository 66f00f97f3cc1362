import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX } from '@edu/contract-kit';
import { contracts } from '@edu/contracts-registry';
import { openApiDocument } from '@edu/http';
import type { FastifyInstance } from 'fastify';
import { handWrittenRoutes } from './hand-written-routes.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const CACHED = 'public, max-age=300';
const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

/** `/api/v1/openapi.json`, and `/docs`, which shows it. */
@Injectable()
export class DocsRoutes implements OnModuleInit {
  private readonly assets = new Map<string, Promise<Buffer>>();

  constructor(private readonly http: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const document = JSON.stringify(openApiDocument(contracts, handWrittenRoutes));
    fastify.get(`${API_PREFIX}/openapi.json`, (_request, reply) =>
      reply.type('application/json').header('cache-control', CACHED).send(document),
    );
    fastify.get('/docs', (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('cache-control', CACHED)
        .send(PAGE),
    );
    fastify.get('/docs/start.js', (_request, reply) =>
      reply.type('text/javascript').header('cache-control', CACHED).send(START),
    );
    for (const [name, type] of Object.entries(ASSETS)) {
      fastify.get(`/docs/${name}`, async (_request, reply) =>
        reply
          .type(type)
          .header('cache-control', 'public, max-age=86400')
          .send(await this.asset(name)),
      );
    }
  }

  /** Read once, when somebody looks at the page: most processes never need these megabytes. */
  private asset(name: string): Promise<Buffer> {
    const reading = this.assets.get(name) ?? readFile(join(assetFolder(), name));
    this.assets.set(name, reading);
    reading.catch(() => this.assets.delete(name));
    return reading;
  }
}

const assetFolder = () =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>EduConnect API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '${API_PREFIX}/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
});
`;
