import { API_PREFIX, type HandWrittenRoute } from '@edu/http';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const webhook = {
  tags: ['payment'],
  description:
    'For payment services. The raw body is verified against the service’s signature header.',
  requestBody: { required: true, content: { 'application/json': { schema: {} } } },
  responses: {
    '200': { description: 'Received; it is worked on afterwards' },
    '400': problem('`payment.bad_signature`'),
    '404': problem('`payment.unknown_psp`'),
    '503': problem('`platform.unavailable`: send it again'),
  },
};

/** Routes that are written by hand because a contract cannot say what they do. */
export const handWrittenRoutes: readonly HandWrittenRoute[] = [
  {
    method: 'POST',
    path: `${API_PREFIX}/payments/webhooks`,
    operation: {
      ...webhook,
      operationId: 'payment_webhook_stripe',
      summary: 'An event of Stripe',
      parameters: [],
    },
  },
  {
    method: 'POST',
    path: `${API_PREFIX}/payments/webhooks/{psp}`,
    operation: {
      ...webhook,
      operationId: 'payment_webhook',
      summary: 'An event of a payment service',
      parameters: [{ name: 'psp', in: 'path', required: true, schema: { type: 'string' } }],
    },
  },
  {
    method: 'GET',
    path: `${API_PREFIX}/me/notifications/stream`,
    operation: {
      tags: ['notification'],
      operationId: 'notification_stream',
      summary: 'Server-sent events: something new is in my inbox',
      security: [{ bearer: [] }],
      parameters: [],
      responses: {
        '200': {
          description: 'Events named `notification` with `messageId` and `template`',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        '401': problem('`platform.unauthenticated`'),
      },
    },
  },
  {
    method: 'GET',
    path: `${API_PREFIX}/openapi.json`,
    operation: {
      operationId: 'openapi',
      summary: 'This document',
      parameters: [],
      responses: { '200': { description: 'OpenAPI 3.1' } },
    },
  },
];
