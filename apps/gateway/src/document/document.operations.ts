import { platformErrors, wholeJsonSchema } from '@edu/contract-kit';
import { AskAnnualStatement, AskStatement, paymentErrors } from '@edu/contracts-payment';
import { problemResponses, SIGNED_IN, type HandWrittenRoute } from '@edu/http';
import type { z } from 'zod';
import {
  ANNUAL_STATEMENT_PATH,
  CREDIT_NOTE_PATH,
  RECEIPT_PATH,
  REVERSAL_PATH,
  STATEMENT_PATH,
} from './document.routes.ts';

const { invalidInput, unauthenticated, tooManyRequests, unavailable, timeout } = platformErrors;

const id = (description: string) => ({
  ...{ name: 'id', in: 'path', required: true, description, schema: { type: 'string' } },
});
const inQuery = (shape: Readonly<Record<string, z.ZodType>>) =>
  Object.entries(shape).map(([name, schema]) => ({
    ...{ name, in: 'query', required: true, description: schema.description ?? name },
    schema: wholeJsonSchema(schema, 'input'),
  }));
const file = {
  '200': {
    description: 'The file',
    content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
  },
  '304': { description: 'The reader has it' },
};
const about =
  'PDF/A-3b, in the language of the request. `ETag` is the same for the same bytes.\n\nFor whoever paid.';

const ofRefund = {
  description: about,
  security: SIGNED_IN,
  parameters: [id('The refund.')],
  responses: {
    ...file,
    ...problemResponses([
      ...[unauthenticated, paymentErrors.documentNotFound, paymentErrors.documentNotReady],
      ...[tooManyRequests, unavailable, timeout],
    ]),
  },
};

/** Files that no contract can say, since they are no JSON. */
export const documentOperations: readonly HandWrittenRoute[] = [
  {
    method: 'GET',
    path: RECEIPT_PATH,
    operation: {
      tags: ['payment'],
      operationId: 'payment_receipt_file',
      summary: 'The receipt of one of my payments',
      description: about,
      security: SIGNED_IN,
      parameters: [id('The payment.')],
      responses: {
        ...file,
        ...problemResponses([
          ...[unauthenticated, paymentErrors.notFound, paymentErrors.notPaid],
          ...[paymentErrors.documentNotReady, tooManyRequests, unavailable, timeout],
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: CREDIT_NOTE_PATH,
    operation: {
      tags: ['payment'],
      operationId: 'payment_credit_note_file',
      summary: 'The credit note of money that came back to me',
      ...ofRefund,
    },
  },
  {
    method: 'GET',
    path: REVERSAL_PATH,
    operation: {
      tags: ['payment'],
      operationId: 'payment_credit_note_reversal_file',
      summary: 'The reversal of a credit note, whose money did not reach me',
      ...ofRefund,
    },
  },
  {
    method: 'GET',
    path: STATEMENT_PATH,
    operation: {
      tags: ['payment'],
      operationId: 'payment_statement_file',
      summary: 'My statement of a month',
      description:
        'PDF/A-3b, in the language of the request: what `/me/statement` says.\n\nFor everybody who is signed in.',
      security: SIGNED_IN,
      parameters: inQuery(AskStatement.shape),
      responses: {
        ...file,
        ...problemResponses([
          ...[invalidInput, unauthenticated, tooManyRequests, unavailable, timeout],
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: ANNUAL_STATEMENT_PATH,
    operation: {
      tags: ['payment'],
      operationId: 'payment_annual_statement_file',
      summary: 'My annual statement, for taxes',
      description:
        'PDF/A-3b, in the language of the request. `POST /me/annual-statement` issues it; those of the last year are issued in January.\n\nFor everybody who is signed in.',
      security: SIGNED_IN,
      parameters: inQuery(AskAnnualStatement.shape),
      responses: {
        ...file,
        ...problemResponses([
          ...[invalidInput, unauthenticated, paymentErrors.documentNotFound],
          ...[paymentErrors.documentNotReady, tooManyRequests, unavailable, timeout],
        ]),
      },
    },
  },
];
