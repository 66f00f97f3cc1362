import replyFrom from '@fastify/reply-from';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { LOCALES, platformErrors, REQUEST_HEADER, RESPONSE_HEADER } from '@edu/contract-kit';
import { enforceQuotas, locale, networkKey, RateLimiter, requestHeader } from '@edu/http';
import { OnceASecond, Tracing } from '@edu/observability';
import { Log } from '@edu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../app.config.ts';
import { isStatusShown } from '../status/status.routes.ts';
import { answerHeaders, requestHeaders } from './web-headers.ts';
import { WEB_DOWN_POLICY, webDownPage } from './web-down-page.ts';

/** Pages of the people behind one address, a school or a mobile network; their files are not counted. */
const PAGE_LIMIT = { max: 1_200, windowS: 60 };
const FILE = /\.[a-z0-9]{2,12}$/i;
/** Connections to the web service; requests beyond them are refused, none waits for one. */
const MAX_OPEN = 256;
/** The page may itself wait for the API, and longer than that for nothing. */
const TIMEOUT_MS = 12_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** Below the time after which the web service closes an idle connection. */
const IDLE_MS = 30_000;
const RETRY_AFTER_S = 5;

/** What answers here or nowhere; `/status/…` below the start page is the web's. */
const OWN = /^\/(?:(?:api|docs|health)(?:\/|$)|status$)/;
const READS = ['GET', 'HEAD'] as const;
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Everything that people open and this gateway does not own: the web service answers it. Where the
 * ingress routes, there is no `WEB_URL`, and no such route.
 */
@Injectable()
export class WebRoutes implements OnModuleInit {
  private readonly failures = new OnceASecond();
  private open = 0;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly config: GatewayConfig,
    private readonly limiter: RateLimiter,
    private readonly tracing: Tracing,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const { WEB_URL } = this.config;
    if (WEB_URL) this.forwardTo(WEB_URL, fastify);
    else if (isStatusShown(this.config)) {
      fastify.get('/', (_request, reply) =>
        reply.header('cache-control', 'no-store').redirect('/status'),
      );
    }
  }

  private forwardTo(url: string, fastify: FastifyInstance): void {
    void fastify.register(replyFrom, {
      base: url,
      disableRequestLogging: true,
      undici: {
        connections: MAX_OPEN,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        keepAliveTimeout: IDLE_MS,
        // The library's default takes any certificate.
        connect: { timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: true },
      },
    });
    fastify.route({
      method: [...READS],
      url: '/*',
      exposeHeadRoute: false,
      handler: (request, reply) => this.forward(request, reply),
    });
    fastify.route({
      method: [...WRITES],
      url: '/*',
      // Before the body is read, which may be of any kind.
      onRequest: (request, reply, done) => done(refusal(request, reply)),
      handler: (request, reply) => Promise.reject(refusal(request, reply)),
    });
  }

  private forward(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const path = pathOf(request);
    if (OWN.test(path)) throw platformErrors.notFound();
    if (!FILE.test(path)) {
      const pages = this.limiter.countLocal(`pages:${networkKey(request.ip)}`, PAGE_LIMIT);
      enforceQuotas(reply, new Map([['pages', pages]]));
    }
    request.trace = this.tracing.enter(requestHeader(request, REQUEST_HEADER.traceparent));
    if (this.open >= MAX_OPEN) return this.answerDown(reply, 'too many requests are open');
    this.open++;
    reply.raw.once('close', () => this.open--);
    try {
      return reply.from(undefined, {
        rewriteRequestHeaders: (asked) => requestHeaders(asked as FastifyRequest),
        rewriteHeaders: (headers) => ({
          ...answerHeaders(headers),
          [RESPONSE_HEADER.requestId]: request.id,
        }),
        onError: (_reply, { error }) => void this.answerDown(reply, error.message),
        retryDelay: ({ err, attempt }) => (attempt === 0 && hasClosed(err) ? 1 : null),
      });
    } catch (cause) {
      // A path that leads out of where it begins.
      throw platformErrors.notFound({ cause });
    }
  }

  private answerDown(reply: FastifyReply, reason: string): FastifyReply {
    const { request } = reply;
    const requests = this.failures.count();
    if (requests !== undefined) this.log.error({ reason, requests }, 'the web service is down');
    const { accept } = request.headers;
    if (!accept?.includes('text/html')) {
      return reply.send(platformErrors.unavailable({ retryAfter: RETRY_AFTER_S }));
    }
    const language = LOCALES.find((one) => pathOf(request).split('/')[1] === one);
    return reply
      .code(503)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', WEB_DOWN_POLICY)
      .header('cache-control', 'no-store')
      .header('vary', REQUEST_HEADER.acceptLanguage)
      .header(RESPONSE_HEADER.retryAfter, RETRY_AFTER_S)
      .header(RESPONSE_HEADER.requestId, request.id)
      .send(webDownPage(language ?? locale(request)));
  }
}

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0]!;

function refusal(request: FastifyRequest, reply: FastifyReply): Error {
  if (OWN.test(pathOf(request))) return platformErrors.notFound();
  reply.header('allow', READS.join(', '));
  return platformErrors.methodNotAllowed();
}

/** The web service closed a connection at the moment when this request took it: it read nothing. */
const hasClosed = (error: Error | null) =>
  error !== null && 'code' in error && error.code === 'UND_ERR_SOCKET';
