import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RESPONSE_HEADER } from '@edu/contract-kit';
import { enforceQuotas, networkKey, RateLimiter } from '@edu/http';
import { DiskStore, giveDownload, OBJECTS_PATH, ObjectStore, takeUpload } from '@edu/storage';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const LIMIT = { max: 300, windowS: 60 };

/**
 * Where the links of the local storage lead: files in and out, by their signature alone. With S3 they
 * lead there, and these routes do not exist.
 */
@Injectable()
export class ObjectRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly limiter: RateLimiter,
    private readonly store: ObjectStore,
  ) {}

  onModuleInit(): void {
    const { store } = this;
    if (!(store instanceof DiskStore)) return;
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      // Neither read nor limited here: the link says how long it is, and the storage counts.
      scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
      scope.put(`${OBJECTS_PATH}*`, (request, reply) => this.take(store, request, reply));
      scope.get(`${OBJECTS_PATH}*`, (request, reply) => this.give(store, request, reply));
      done();
    });
  }

  private async take(store: DiskStore, request: FastifyRequest, reply: FastifyReply) {
    this.count(request, reply);
    await takeUpload(store, request.url, request.headers, request.raw as AsyncIterable<Uint8Array>);
    return answered(request, reply).code(204).header('cache-control', 'no-store').send();
  }

  private async give(store: DiskStore, request: FastifyRequest, reply: FastifyReply) {
    this.count(request, reply);
    const { status, headers, body } = await giveDownload(store, request.url, request.headers);
    return answered(request, reply).code(status).headers(headers).send(body);
  }

  private count(request: FastifyRequest, reply: FastifyReply): void {
    const objects = this.limiter.countLocal(`objects:${networkKey(request.ip)}`, LIMIT);
    enforceQuotas(reply, new Map([['objects', objects]]));
  }
}

const answered = ({ id }: FastifyRequest, reply: FastifyReply) =>
  reply.header(RESPONSE_HEADER.requestId, id);
