/**
 * The typed client of EduConnect's API. Its types are made from the OpenAPI document.
 */
// eslint-disable-next-line no-restricted-syntax -- the contracts name what is in it
export type * from './generated/api.ts';
export { createClient, type Client } from './create-client.ts';
export { ApiError, NetworkError, TimeoutError } from './errors.ts';
export { type EventsOptions, type ServerEvent, type StreamState } from './events/events.ts';
export { type FieldRules } from './field-rules.ts';
export { newIntent, type Intent } from './intent.ts';
export type {
  CallArgs,
  CallOptions,
  EventsPath,
  ItemOf,
  Method,
  Output,
  PagedPath,
  PathOf,
} from './routes.ts';
export { type ClientOptions } from './sender.ts';
export { cookieSession } from './session/cookie-session.ts';
export {
  type Credentials,
  type Exchange,
  type Session,
  type TokenPair,
} from './session/session.ts';
export {
  memoryTokens,
  tokenSession,
  type MemoryTokens,
  type TokenStore,
} from './session/token-session.ts';
export { type UnknownValue } from './unknown-value.ts';
