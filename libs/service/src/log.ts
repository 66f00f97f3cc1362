import type { LoggerService } from '@nestjs/common';
import { logFields, safeText } from '@edu/observability';
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
      formatters: { level: (label) => ({ level: label }), log: logFields },
      mixin: () => {
        const call = currentCall();
        return call ? { requestId: call.requestId, traceId: call.trace.traceId } : {};
      },
    },
    pino.destination({ dest: file ?? 1, mkdir: true, sync: true }),
  );
}

/** Nest's own messages, at a level that keeps a normal start quiet. */
export class NestLog implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  log(message: unknown, context?: string): void {
    this.#log.debug({ context }, textOf(message));
  }
  debug(message: unknown, context?: string): void {
    this.#log.debug({ context }, textOf(message));
  }
  verbose(message: unknown, context?: string): void {
    this.#log.trace({ context }, textOf(message));
  }
  warn(message: unknown, context?: string): void {
    this.#log.warn({ context }, textOf(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const err = message instanceof Error ? message : undefined;
    this.#log.error({ err, context }, textOf(message));
  }
  fatal(message: unknown, context?: string): void {
    this.#log.fatal({ context }, textOf(message));
  }
}

/** Nest and its packages put values into their messages. */
const textOf = (message: unknown) => safeText(String(message));
