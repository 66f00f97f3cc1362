import type { z } from 'zod';
import { PspRefused, PspUncertain } from './psp.ts';

export interface JsonRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** Instead of a body, where a form is wanted. */
  readonly form?: Readonly<Record<string, string>>;
}

interface JsonApi {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The psp's word for why, out of the body of a refusal. */
  readonly codeOf: (body: unknown, status: number) => string | undefined;
}

/** A status that says nothing about the request itself. */
class HttpStatus extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** Our access was refused, and with it whatever was asked for. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof PspUncertain && error.cause instanceof HttpStatus && error.cause.status === 401;

/** Refusals of our access or our pace: they say nothing about the request itself. */
const ABOUT_US = new Set([401, 403, 408, 425, 429]);

/**
 * Asks a psp once. Only a readable answer that says no to this very request is a refusal; a time-out,
 * a cut line, 5xx and what cannot be read leave the outcome open. Nothing is repeated here.
 *
 * @param schema of the body of a 2xx, undefined when it is empty; one of another form cannot be read
 * @throws PspRefused, PspUncertain
 */
export async function askJson<T>(
  api: JsonApi,
  request: JsonRequest,
  schema: z.ZodType<T>,
): Promise<T> {
  const { status, text } = await send(api, request);
  if (status >= 500 || ABOUT_US.has(status) || status < 200 || (status >= 300 && status < 400)) {
    throw new PspUncertain(false, new HttpStatus(status));
  }
  const answer = text === '' ? undefined : parsed(text);
  if (status >= 300)
    throw new PspRefused(api.codeOf(answer, status) ?? `http_${status}`, undefined);
  const { success, data, error } = schema.safeParse(answer);
  if (!success) throw new PspUncertain(false, error);
  return data;
}

/** @returns null for what is no event of that form, or more than one */
export function readWebhook<T>(rawBody: Buffer, schema: z.ZodType<T>): T | null {
  const text = rawBody.toString();
  try {
    const said: unknown = JSON.parse(text);
    return saysNothingTwice(text, said) ? (schema.safeParse(said).data ?? null) : null;
  } catch {
    return null;
  }
}

/** Names that stand twice in an object are read as the first by some and as the last by others. */
function saysNothingTwice(text: string, said: unknown): boolean {
  const names = text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
  return names === namesIn(said);
}

function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : parts.length;
  return parts.reduce<number>((sum, part) => sum + namesIn(part), own);
}

async function send(
  { url, headers, timeoutMs }: JsonApi,
  { method, path, body, form }: JsonRequest,
) {
  try {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      ...(form && { body: new URLSearchParams(form) }),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new PspUncertain(false, cause);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PspUncertain(false, cause);
  }
}
