import { safeText } from './safe-text.ts';

/** Texts are written under these names only: ids, and codes of which there are few. */
const TEXTS =
  /^(?:\w*Id|service|ref|kid|subject|follower|durable|job|state|status|type|channel|reason|failure|failureReason|context)$/;
const ID = /^[\w.:-]{1,64}$/;
const MAX_DEPTH = 4;
const MAX_ITEMS = 10;
const MAX_FRAMES = 12;

/**
 * What is written of the fields of a log line: numbers and switches, ids and codes under known
 * names, errors without the values that they repeat. A text under any other name is left out, so a
 * new field that carries a person's data or a secret is not written by accident.
 */
export function logFields(fields: object): Record<string, unknown> {
  return safeObject(fields, 0);
}

function safeObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, safeValue(name, value, depth)]),
  );
}

function safeValue(name: string, value: unknown, depth: number): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return safeString(name, value);
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return '[left out]';
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((item) => safeValue(name, item, depth + 1));
  }
  return safeObject(value, depth + 1);
}

function safeString(name: string, value: string): string {
  if (!TEXTS.test(name)) return '[left out]';
  return name.endsWith('Id') && ID.test(value) ? value : safeText(value);
}

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

/**
 * Name, reason, code and cause: errors of libraries carry requests, rows and secrets. The frames are
 * those of the innermost error alone, where it began; its wrappers only repeat the way back up.
 */
function describeError(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const goesOn = cause !== undefined && depth < MAX_DEPTH;
  const stack = goesOn && cause instanceof Error ? undefined : framesOf(error);
  return {
    type: error.name,
    message: issuesOf(error) ?? safeText(error.message),
    ...(typeof code === 'string' && ID.test(code) && { code }),
    ...(stack && { stack }),
    ...(goesOn && { cause: describeError(cause, depth + 1) }),
  };
}

function framesOf({ stack }: Error): string | undefined {
  const frames = stack?.split('\n').filter((line) => /^ +at /.test(line));
  return frames?.slice(0, MAX_FRAMES).join('\n');
}

/** zod's message is the whole list, with texts of its own; where and what is enough. */
function issuesOf(error: Error): string | undefined {
  const { issues } = error as { issues?: unknown };
  if (!Array.isArray(issues)) return undefined;
  const about = (issues as { code?: unknown; path?: unknown[] }[]).slice(0, MAX_ITEMS);
  return about.map(({ code, path }) => `${String(code)} at ${place(path ?? [])}`).join(', ');
}

/** Keys of records are people's words too; names of fields look like these. */
function place(path: readonly unknown[]): string {
  const steps = path.map((key) => (/^[a-zA-Z]\w{0,30}$|^\d{1,3}$/.test(String(key)) ? key : '…'));
  return `/${steps.join('/')}`;
}
