import { API_PREFIX, platformErrors, problemsOf } from '@edu/contract-kit';
import { paymentRpc, pspWebhooks } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { sessionRpc } from '@edu/contracts-session';
import { problemResponses, type HandWrittenRoute } from '@edu/http';
import { KYC_CALLBACK_PATH } from '../kyc-callback/kyc-callback.routes.ts';
import { ROOM_WEBHOOK_PATH } from '../webhook/room-webhook.routes.ts';

const WEBHOOK_ANSWER = {
  type: 'object',
  required: ['received'],
  properties: { received: { const: true, description: 'It need not be sent again.' } },
};

/** Its webhooks may leave out whose they are. */
const [firstPsp = ''] = pspWebhooks.keys();

const webhook = {
  tags: ['payment'],
  security: [],
  description:
    'For payment services. The raw body is verified against the service’s signature header.',
  requestBody: { required: true, content: { 'application/json': { schema: {} } } },
  responses: {
    '200': {
      description: 'Received; it is worked on afterwards',
      content: { 'application/json': { schema: WEBHOOK_ANSWER } },
    },
    ...problemResponses([...problemsOf(paymentRpc.receiveWebhook), platformErrors.payloadTooLarge]),
  },
};

const ofPsp = (method: 'POST' | 'PUT', operationId: string, summary: string): HandWrittenRoute => ({
  method,
  path: `${API_PREFIX}/payments/webhooks/{psp}`,
  operation: {
    ...webhook,
    operationId,
    summary,
    parameters: [
      {
        name: 'psp',
        in: 'path',
        required: true,
        description: `The payment service, as in \`${firstPsp}\`.`,
        schema: { type: 'string' },
      },
    ],
  },
});

/** Routes where servers of others report. */
export const webhookRoutes: readonly HandWrittenRoute[] = [
  {
    method: 'POST',
    path: `${API_PREFIX}/payments/webhooks`,
    operation: {
      ...webhook,
      operationId: `payment_webhook_${firstPsp}`,
      summary: `An event of \`${firstPsp}\``,
      parameters: [],
    },
  },
  ofPsp('POST', 'payment_webhook', 'An event of a payment service'),
  ofPsp('PUT', 'payment_webhook_put', 'The same, of a payment service that uses PUT'),
  {
    method: 'POST',
    path: ROOM_WEBHOOK_PATH,
    operation: {
      tags: ['session'],
      operationId: 'room_webhook',
      summary: 'Somebody entered or left a classroom',
      description:
        'For LiveKit. The raw body is verified against the token in `Authorization`, which signs its digest.',
      security: [],
      parameters: [],
      requestBody: {
        required: true,
        content: { 'application/webhook+json': { schema: {} } },
      },
      responses: {
        '200': {
          description: 'It need not be sent again',
          content: { 'application/json': { schema: WEBHOOK_ANSWER } },
        },
        ...problemResponses([
          ...problemsOf(sessionRpc.receiveWebhook),
          platformErrors.payloadTooLarge,
        ]),
      },
    },
  },
  {
    method: 'POST',
    path: KYC_CALLBACK_PATH,
    operation: {
      tags: ['profile'],
      operationId: 'kyc_callback',
      summary: 'A service that checks identities has an answer',
      description:
        'For Smile ID. Its signature proves the sender and not the content: the answer itself is asked for.',
      security: [],
      parameters: [],
      requestBody: { required: true, content: { 'application/json': { schema: {} } } },
      responses: {
        '200': {
          description: 'It need not be sent again',
          content: { 'application/json': { schema: WEBHOOK_ANSWER } },
        },
        ...problemResponses([
          ...problemsOf(profileRpc.receiveKycCallback),
          platformErrors.payloadTooLarge,
          platformErrors.malformedJson,
        ]),
      },
    },
  },
];
