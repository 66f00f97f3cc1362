import type { Socket } from 'node:net';
import {
  DEFAULT_LOCALE,
  newId,
  platformErrors,
  RESPONSE_HEADER,
  type ProblemType,
} from '@edu/contract-kit';
import { PROBLEM_TYPE, type ProblemCatalogue } from './problem-reply.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What Node's parser gives up on; all else that it cannot read is a bad request. */
const BY_CODE: Readonly<Record<string, ProblemType>> = {
  HPE_HEADER_OVERFLOW: platformErrors.headersTooLarge,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: platformErrors.payloadTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: platformErrors.requestTimeout,
};
const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers bytes that never became a request, as other errors are answered, and closes. Nobody knows
 * the language of who sent them.
 */
export function answerClientError(
  problems: ProblemCatalogue,
  error: NodeJS.ErrnoException,
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = (BY_CODE[error.code ?? ''] ?? platformErrors.badRequest)();
  const requestId = newId();
  const body = JSON.stringify(problems.describe(problem, DEFAULT_LOCALE, requestId));
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': PROBLEM_TYPE,
    [RESPONSE_HEADER.contentLanguage]: DEFAULT_LOCALE,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
    date: new Date().toUTCString(),
    [RESPONSE_HEADER.requestId]: requestId,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status]}\r\n${lines.join('')}\r\n${body}`,
  );
}
