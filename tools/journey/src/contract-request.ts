import { filledPath, type RpcArgs, type RpcContract } from '@edu/contract-kit';

/** What travels over HTTP for a call. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  /** JSON; undefined where the method carries none. */
  readonly body: string | undefined;
}

/**
 * Builds the request of a call from its contract: `{name}` in the path takes the field `name`, the
 * rest goes into the query (GET, DELETE) or into a JSON body.
 *
 * @throws TypeError when the contract has no route or the input lacks a field of the path
 */
export function contractRequest<C extends RpcContract>(rpc: C, input: RpcArgs<C>): HttpRequest {
  if (!rpc.http) throw new TypeError(`${rpc.subject} has no route`);
  const { method, path } = rpc.http;
  const rest = new Map<string, unknown>(Object.entries(input ?? {}));
  const filled = filledPath(path, (name) => {
    const value = rest.get(name);
    if (value === undefined) throw new TypeError(`${rpc.subject} needs ${name} in its path`);
    rest.delete(name);
    return asText(value);
  });
  if (method === 'GET' || method === 'DELETE') {
    const query = new URLSearchParams();
    for (const [name, value] of rest) if (value !== undefined) query.set(name, asText(value));
    const text = query.size > 0 ? `?${query.toString()}` : '';
    return { method, path: filled + text, body: undefined };
  }
  return { method, path: filled, body: JSON.stringify(Object.fromEntries(rest)) };
}

/** Paths and queries carry texts, numbers and truth values; a list is joined with commas. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(asText).join() : JSON.stringify(value);
}
