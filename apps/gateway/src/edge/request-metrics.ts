import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { watchRequests } from '@edu/http';
import { Tracing } from '@edu/observability';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';

/** Watches the gateway's requests, from its constructor on: no route is made before. */
@Injectable()
export class RequestMetrics {
  constructor(http: HttpAdapterHost, registry: Registry, tracing: Tracing) {
    watchRequests(http.httpAdapter.getInstance<FastifyInstance>(), registry, tracing);
  }
}
