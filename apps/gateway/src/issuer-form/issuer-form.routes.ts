import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX } from '@edu/contract-kit';
import { enforceQuotas, networkKey, RateLimiter } from '@edu/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const ISSUER_FORM_PATH = `${API_PREFIX}/auth/issuer-form`;
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Where the page reads an answer. */
const PAGE = '/sign-in/with';
/** Of one network, which may be a whole school. */
const LIMIT = { max: 600, windowS: 600 };
const MAX_BYTES = 8 * 1_024;
/** What an answer consists of; Apple names somebody in `user`, the first time only. */
const NAMES = ['code', 'state', 'iss', 'error', 'user'] as const;
const MAX_VALUE = 1_500;

/**
 * Where an issuer posts its answer that does not put it into an address (`response_mode=form_post`): the
 * browser is sent on to the page that others go to at once. Nobody is signed in by it and no cookie is read,
 * as none is sent with a form of another site: the answer is worth something only in the tab that asked.
 */
@Injectable()
export class IssuerFormRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly limiter: RateLimiter,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(FORM_TYPE, { parseAs: 'string' }, (_request, body, parsed) =>
        parsed(null, new URLSearchParams(body as string)),
      );
      scope.post(ISSUER_FORM_PATH, { bodyLimit: MAX_BYTES }, (request, reply) =>
        this.sendOn(request, reply),
      );
      done();
    });
  }

  private sendOn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const count = this.limiter.countLocal(`issuer-form:${networkKey(request.ip)}`, LIMIT);
    enforceQuotas(reply, new Map([['network', count]]));
    const answer = new URLSearchParams();
    // No body, no type: a form that was sent empty.
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    for (const name of NAMES) {
      const value = form.get(name);
      if (value !== null && value.length <= MAX_VALUE) answer.set(name, value);
    }
    return reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`${PAGE}?${answer.toString()}`, 303);
  }
}
