export { Address, AddressChannel, Email, Phone } from './contact.ts';
export { defineContract, type ServiceContract } from './contract.ts';
export { escapeHtml } from './escape-html.ts';
export {
  defineEvent,
  EventEnvelope,
  readEvent,
  aggregatesOf,
  type EventContract,
  type EventData,
  type EventInput,
  type EventMembers,
} from './event.ts';
export {
  fieldError,
  fieldRule,
  fillText,
  formatRule,
  issueAsFieldError,
  type FieldError,
  type TextParams,
} from './field-error.ts';
export { FIELD_TEXTS, type FieldCode } from './field-texts.ts';
export { DateFormat } from './date-format.ts';
export { CURRENCY_EXPONENTS, formatMoney } from './format-money.ts';
export { NATS_HEADER, REQUEST_HEADER, RESPONSE_HEADER } from './header.ts';
export { fileText, line, text } from './human-text.ts';
export { LanguageCode } from './language.ts';
export { CountryCode, GeoPoint, TimeZone } from './place.ts';
export { firstNameOf } from './first-name.ts';
export { PersonName } from './person-name.ts';
export { Photo } from './photo.ts';
export { exampleOf } from './example.ts';
export { newId } from './id.ts';
export { identityEvents, UserReinstated } from './identity-events.ts';
export {
  ACCESS_TOKEN_LIFE_S,
  AccessClaims,
  AssuranceLevel,
  identityRpc,
  Jwk,
  REFRESH_TOKEN_LIFE_S,
  type Actor,
} from './identity.ts';
export { NamedSchemas, wholeJsonSchema, type Direction, type JsonSchema } from './json-schema.ts';
export {
  CANCELLATION_POLICY_NAMES,
  CancellationPolicyName,
  LESSON_MODES,
  LessonMode,
} from './lesson.ts';
export { intlLocale } from './intl-locale.ts';
export { JobMessage, JobPercent, JobState } from './job.ts';
export { KYC_CHECKS, KycCheckName, VerifiedCheck, type KycCheck } from './kyc-check.ts';
export {
  FLUENCIES,
  FluencyName,
  FluencyShown,
  LevelName,
  LEVELS,
  LevelShown,
  type Fluency,
  type Level,
} from './level.ts';
export { DEFAULT_LOCALE, Locale, LOCALES } from './locale.ts';
export { Currency, Money, split } from './money.ts';
export { LESSON_MINUTES, PAYABLE_BOUNDS } from './payable.ts';
export { OPEN_ENUM, openEnum, tolerantOf, type UnknownValue } from './open-enum.ts';
export { page, PageQuery, pageQuery } from './page.ts';
export {
  defineErrors,
  platformErrors,
  Problem,
  type ProblemDefinition,
  type ProblemOptions,
  type ProblemType,
  type WireProblem,
} from './problem.ts';
export { ProblemDetails } from './problem-details.ts';
export { Rebuilt, rebuildRpc, type RebuildRpc } from './rebuild.ts';
export { errorsOf, problemsOf } from './problems-of.ts';
export { retentionEvents, RetentionRun, type RetentionEvents } from './retention.ts';
export {
  OWN_ROLES,
  PROVIDER_ROLES,
  ProviderRole,
  RoleName,
  isStaffRole,
  ROLES,
  STAFF_ROLES,
  type Role,
} from './roles.ts';
export { API_PREFIX, filledPath, pathFields, routerPath } from './route-path.ts';
export {
  defineRpc,
  type Access,
  type CacheRule,
  type HttpBinding,
  type RateLimit,
  type ResourceScope,
  type RpcArgs,
  type RpcContract,
  type RpcInput,
  type RpcOutput,
  type SessionBinding,
} from './rpc.ts';
export { Empty, Id, Instant, LocalDate, Slug } from './schemas.ts';
export { sharedErrors } from './shared-errors.ts';
export { storageErrors } from './storage-errors.ts';
export { AnnouncedFile, Upload, uploadErrors } from './upload.ts';
export { WEB_ROUTES, webRouteOf, type WebRoute } from './web-route.ts';
export { ErasureReceipt, userDataRpc, UserDataPage, type UserDataRpc } from './user-data.ts';
