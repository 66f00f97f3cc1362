import type { paths } from './generated/api.ts';
import type { Intent } from './intent.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: M extends keyof paths[P] ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = M extends keyof paths[P]
  ? paths[P][M]
  : never;

type Answers<O> = O extends { responses: infer R } ? R[keyof R] : never;

/** What a route answers when all is well. */
export type Output<M extends Method, P extends PathOf<M>> =
  Answers<Operation<M, P>> extends { content: { 'application/json': infer Body } }
    ? Body
    : Answers<Operation<M, P>> extends { content: { 'text/calendar': infer File } }
      ? File
      : Answers<Operation<M, P>> extends { content: { 'text/csv': infer Table } }
        ? Table
        : Answers<Operation<M, P>> extends { content: { 'application/pdf': unknown } }
          ? Blob
          : undefined;

/** What may be left out may be undefined, as the fields of forms are. */
type Loose<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

type PathAndQuery<O> = O extends { parameters: infer P }
  ? { [K in keyof Pick<P, keyof P & ('path' | 'query')>]: Loose<P[K]> }
  : object;

type ParamsOption<P> = keyof P extends never
  ? object
  : object extends P
    ? { readonly params?: P | undefined }
    : { readonly params: P };

type BodyOption<O> = 'requestBody' extends keyof O
  ? O extends { requestBody: { content: { 'application/json': infer Body } } }
    ? { readonly body: Loose<Body> }
    : O extends { requestBody?: { content: { 'application/json': infer Body } } }
      ? { readonly body?: Loose<Body> | undefined }
      : object
  : object;

type IntentOption<O> = O extends { parameters: { header: { 'Idempotency-Key': string } } }
  ? { readonly intent: Intent }
  : object;

type VersionOption<O> = O extends { parameters: { header: infer H } }
  ? 'If-Match' extends keyof H
    ? {
        /** Of what is to be changed, as it was last seen: if it is another by now, nothing is done. */
        readonly version?: number | undefined;
      }
    : object
  : object;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** For each try, in place of the client's. */
  readonly timeoutMs?: number | undefined;
}

type Options<O> = CallOptions &
  ParamsOption<PathAndQuery<O>> &
  BodyOption<O> &
  IntentOption<O> &
  VersionOption<O>;

/** What a call takes beside its path; may be left out where nothing has to be said. */
export type CallArgs<M extends Method, P extends PathOf<M>> =
  object extends Options<Operation<M, P>>
    ? [options?: Options<Operation<M, P>>]
    : [options: Options<Operation<M, P>>];

/** The lists that come in pages. */
export type PagedPath = {
  [P in PathOf<'get'>]: Output<'get', P> extends Page ? P : never;
}[PathOf<'get'>];

export interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

export type ItemOf<P extends PagedPath> =
  Output<'get', P> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** The streams of server-sent events. */
export type EventsPath = {
  [P in PathOf<'get'>]: Answers<Operation<'get', P>> extends {
    content: { 'text/event-stream': unknown };
  }
    ? P
    : never;
}[PathOf<'get'>];
