export { defineContract, type ServiceContract } from './contract.ts';
export { escapeHtml } from './escape-html.ts';
export { defineEvent, EventEnvelope, type EventContract, type EventData } from './event.ts';
export { newId } from './id.ts';
export { AccessClaims, identityRpc, Jwk, type Actor } from './identity.ts';
export { Currency, CURRENCY_EXPONENTS, formatMoney, Money, split } from './money.ts';
export {
  defineErrors,
  fillText,
  LOCALES,
  platformErrors,
  Problem,
  type FieldError,
  type Locale,
  type LocalText,
  type ProblemDefinition,
  type ProblemOptions,
  type ProblemType,
  type WireProblem,
} from './problem.ts';
export { PROVIDER_ROLES, ROLES, type ProviderRole, type Role } from './roles.ts';
export {
  defineRpc,
  type Access,
  type CacheRule,
  type HttpBinding,
  type RateLimit,
  type RpcArgs,
  type RpcContract,
  type RpcInput,
  type RpcOutput,
} from './rpc.ts';
export {
  CountryCode,
  Email,
  Empty,
  GeoPoint,
  Id,
  Instant,
  line,
  LocaleCode,
  page,
  pageQuery,
  Phone,
  Slug,
  text,
  TimeZone,
} from './schemas.ts';
