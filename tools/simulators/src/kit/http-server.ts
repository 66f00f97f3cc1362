import fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AddressInfo, Server } from 'node:net';
import { isFromOwnPages } from './own-pages.ts';

/** Receives one line for every event worth showing to the person who runs the simulator. */
export type Log = (message: string) => void;

/** Answers with a provider's own error body; `error` is what was thrown, if anything was. */
export type AnswerError = (
  reply: FastifyReply,
  status: number,
  message: string,
  error?: unknown,
) => void;

const MEGABYTE = 1_048_576;

/** The status an error asks for, as those of Fastify do; null for one nobody expected. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * A Fastify server set up the way all simulators need it: form bodies arrive as the raw string
 * (providers differ in how they nest them), every failure before or inside a handler goes through
 * `answerError`, pages carry a content security policy, and closing does not wait for requests
 * that a fault left hanging.
 */
export function createHttpServer(answerError: AnswerError, log: Log): FastifyInstance {
  const server = fastify({
    bodyLimit: MEGABYTE,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, _request, reply) =>
      void answerError(reply, statusOf(error) ?? 500, messageOf(error), error),
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (isFromOwnPages(request.headers)) done();
    else answerError(reply, 403, 'Simulators answer their own pages and programs only.');
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => void done(null, body),
  );
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status === null) log(`internal error: ${messageOf(error)}`);
    const message = status === null ? 'The simulator failed.' : messageOf(error);
    answerError(reply, status ?? 500, message, error);
  });
  server.setNotFoundHandler((request, reply) =>
    answerError(reply, 404, `Unrecognized request URL (${request.method}: ${request.url}).`),
  );
  return server;
}

/** Sends a page; its policy lets frames show this server only, and scripts of it run where they are asked for. */
export function sendPage(
  reply: FastifyReply,
  text: string,
  { status = 200, scripts = false } = {},
): FastifyReply {
  const more = scripts ? "; script-src 'self'; connect-src 'self'" : '';
  return (
    reply
      .code(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      // `no-referrer` would make browsers send the page's own forms from the origin `null`.
      .header('referrer-policy', 'same-origin')
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'${more}`,
      )
      .send(text)
  );
}

/** Whether the text is an absolute http or https URL. */
export function isWebUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
}

/** An address of the platform as this machine reaches it; null where nobody is there. */
export function atHost(url: string, host: string | null): string | null {
  if (!host) return null;
  const { pathname, search } = new URL(url);
  return new URL(pathname + search, host).href;
}

/** Listens (port 0 picks a free one) and returns the address as `http://host:port`. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  await server.listen({ host, port });
  return `http://${addressOf(server.server)}`;
}

/** `host:port` a listening TCP server can be reached at, with IPv6 in brackets. */
export function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
