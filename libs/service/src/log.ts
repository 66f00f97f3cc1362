import type { LoggerService } from '@nestjs/common';
import { currentCall } from '@edu/messaging';
import { pino, stdTimeFunctions, type Logger } from 'pino';

/**
 * The logger of a service, injected by this type. Log ids and counts; never bodies, names, numbers
 * of people, or secrets.
 */
export abstract class Log {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
}

const REDACTED = ['password', 'otp', 'token', 'secret', 'authorization', 'email', 'phone'];

/**
 * JSON lines with the service, and the request and trace of the call being handled.
 *
 * @param file appended to in place of the standard output
 */
export function createLog(service: string, level: string, file?: string): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
      serializers: { err: serializeError },
      mixin: () => {
        const call = currentCall();
        return call ? { requestId: call.requestId, traceId: call.traceId } : {};
      },
    },
    pino.destination({ dest: file ?? 1, mkdir: true, sync: true }),
  );
}

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

/** Name, message, stack and cause only: errors of libraries carry requests, rows and secrets. */
function serializeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(error.stack && { stack: error.stack }),
    ...(error.cause !== undefined &&
      depth < 4 && { cause: serializeError(error.cause, depth + 1) }),
  };
}

/** Nest's own messages, at a level that keeps a normal start quiet. */
export class NestLog implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  log(message: unknown, context?: string): void {
    this.#log.debug({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.#log.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    this.#log.trace({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.#log.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (message instanceof Error) this.#log.error({ err: message, context }, message.message);
    else
      this.#log.error({ context, stack: rest.length > 1 ? rest[0] : undefined }, String(message));
  }
  fatal(message: unknown, context?: string): void {
    this.#log.fatal({ context }, String(message));
  }
}
