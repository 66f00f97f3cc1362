import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RESPONSE_HEADER, storageErrors } from '@edu/contract-kit';
import { enforceQuotas, networkKey, RateLimiter } from '@edu/http';
import { contentTypeOf, isKey, MEDIA_PATH, ObjectStore, PUBLIC_AREA, readAll } from '@edu/storage';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Pictures that the people behind one address look at: those of many pages. */
const LIMIT = { max: 6_000, windowS: 60 };
/** Copies are small; nothing larger is for everybody. */
const MAX_BYTES = 1_000_000;
/** What has another picture has another address. A month, as what is deleted should not stay for ever. */
const KEPT_S = 30 * 24 * 3_600;

type MediaRequest = FastifyRequest<{ Params: { '*': string } }>;

/** Pictures for everybody, out of the storage, wherever that is. */
@Injectable()
export class MediaRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly limiter: RateLimiter,
    private readonly store: ObjectStore,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get(`${MEDIA_PATH}*`, (request: MediaRequest, reply) => this.send(request, reply));
  }

  private async send(request: MediaRequest, reply: FastifyReply): Promise<FastifyReply> {
    const media = this.limiter.countLocal(`media:${networkKey(request.ip)}`, LIMIT);
    enforceQuotas(reply, new Map([['media', media]]));
    const key = `${PUBLIC_AREA}/${request.params['*']}`;
    const isPicture = isKey(key) && contentTypeOf(key).startsWith('image/');
    const found = isPicture ? await this.store.open(key) : null;
    if (!found) throw storageErrors.noObject();
    return reply
      .type(contentTypeOf(key))
      .header('cache-control', `public, max-age=${KEPT_S}, immutable`)
      .header('cross-origin-resource-policy', 'cross-origin')
      .header(RESPONSE_HEADER.requestId, request.id)
      .send(await readAll(found, MAX_BYTES));
  }
}
