export { addContractRoutes, API_PREFIX, routerPath } from './contract-routes.ts';
export { Edge, locale, requestId } from './edge.ts';
export { EventStreams } from './event-stream.ts';
export { parseJsonBody } from './json-body.ts';
export { acceptedLocale } from './locale.ts';
export { openApiDocument, type HandWrittenRoute } from './openapi.ts';
export { ProblemCatalogue } from './problem-reply.ts';
export { addressKey, RateLimiter, type SharedCounter } from './rate-limiter.ts';
export { Revocations } from './revocations.ts';
