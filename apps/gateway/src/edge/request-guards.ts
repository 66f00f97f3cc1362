import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { guardRequests, RateLimiter } from '@edu/http';
import type { FastifyInstance } from 'fastify';

/** Guards every request, from its constructor on: no route is made before. */
@Injectable()
export class RequestGuards {
  constructor(http: HttpAdapterHost, limiter: RateLimiter) {
    guardRequests(http.httpAdapter.getInstance<FastifyInstance>(), limiter);
  }
}
