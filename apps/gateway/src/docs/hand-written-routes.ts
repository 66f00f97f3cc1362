import { API_PREFIX, platformErrors, storageErrors } from '@edu/contract-kit';
import { MEDIA_PATH, OBJECTS_PATH } from '@edu/storage';
import { z } from 'zod';
import { calendarOperations } from '../calendar/calendar.operations.ts';
import { CLIENT_REPORTS, REPORT_TYPES } from '../client-report/client-report.routes.ts';
import { documentOperations } from '../document/document.operations.ts';
import { FORM_TYPE, ISSUER_FORM_PATH } from '../issuer-form/issuer-form.routes.ts';
import { ClientReports } from '../client-report/client-report.schemas.ts';
import { problemResponses, SIGNED_IN, type HandWrittenRoute } from '@edu/http';
import { lessonTableOperations } from '../lesson-table/lesson-table.operations.ts';
import { webhookRoutes } from './webhook-routes.ts';

const { $schema: _, ...reportSchema } = z.toJSONSchema(ClientReports, { io: 'input' });

const objectKey = {
  name: 'key',
  in: 'path',
  required: true,
  description: 'The rest of the path, with its slashes.',
  schema: { type: 'string' },
};

/** Routes that are written by hand because a contract cannot say what they do. */
export const handWrittenRoutes: readonly HandWrittenRoute[] = [
  ...webhookRoutes,
  {
    method: 'POST',
    path: ISSUER_FORM_PATH,
    operation: {
      tags: ['auth'],
      operationId: 'issuer_form',
      summary: 'An issuer posts its answer',
      description:
        'For issuers of accounts with `response_mode=form_post`. The browser is sent on to the page that reads answers; nobody is signed in by it.',
      security: [],
      parameters: [],
      requestBody: {
        required: true,
        content: { [FORM_TYPE]: { schema: { type: 'object' } } },
      },
      responses: {
        '303': { description: 'To `/sign-in/with`' },
        ...problemResponses([
          platformErrors.payloadTooLarge,
          platformErrors.unsupportedMediaType,
          platformErrors.tooManyRequests,
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: `${API_PREFIX}/me/notifications/stream`,
    operation: {
      tags: ['notification'],
      operationId: 'notification_stream',
      summary: 'Something new is in my inbox',
      description:
        'Server-sent events (`text/event-stream`). No event is repeated: read the inbox again when the stream was broken. It ends with the access token, with its session, or when the reader is too slow; open it again with a fresh token. The seventh stream of a person is refused with 429, on which an EventSource stops.',
      security: SIGNED_IN,
      parameters: [],
      responses: {
        '200': {
          description: 'Events named `notification` with `messageId` and `template`',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        ...problemResponses([
          platformErrors.unauthenticated,
          platformErrors.tooManyRequests,
          platformErrors.unavailable,
        ]),
      },
    },
  },
  {
    method: 'POST',
    path: CLIENT_REPORTS,
    operation: {
      tags: ['observation'],
      operationId: 'client_reports',
      summary: 'How a page felt, and what failed in it',
      description:
        'For pages (`navigator.sendBeacon` with a Blob of `application/json`) and for browsers, which report violations of a page’s policy by themselves. At most 8 kB. Nobody is named: no message of an error, no text, no address beyond the pattern of its page is kept.',
      security: [],
      parameters: [],
      requestBody: {
        required: true,
        content: {
          [REPORT_TYPES.own]: {
            schema: reportSchema,
            example: {
              reports: [
                { kind: 'vital', name: 'LCP', value: 1_840, route: '/fr/search', device: 'phone' },
              ],
            },
          },
          [REPORT_TYPES.reporting]: { schema: { type: 'array', items: { type: 'object' } } },
          [REPORT_TYPES.csp]: { schema: { type: 'object' } },
        },
      },
      responses: {
        '204': { description: 'Counted' },
        ...problemResponses([
          platformErrors.invalidInput,
          platformErrors.malformedJson,
          platformErrors.tooDeep,
          platformErrors.payloadTooLarge,
          platformErrors.unsupportedMediaType,
          platformErrors.tooManyRequests,
        ]),
      },
    },
  },
  {
    method: 'PUT',
    path: `${OBJECTS_PATH}{key}`,
    operation: {
      tags: ['storage'],
      operationId: 'object_put',
      summary: 'Send a file along its link',
      description:
        'Links are answered by the calls that take a file. They are whole: nothing of one is to be put together or changed. Other installations answer links to a storage of theirs.',
      security: [],
      parameters: [objectKey],
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string' } } } },
      responses: {
        '204': { description: 'Taken' },
        ...problemResponses([
          storageErrors.badLink,
          storageErrors.otherType,
          storageErrors.otherFile,
          platformErrors.payloadTooLarge,
          platformErrors.tooManyRequests,
          platformErrors.unavailable,
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: `${OBJECTS_PATH}{key}`,
    operation: {
      tags: ['storage'],
      operationId: 'object_get',
      summary: 'Fetch a file along its link',
      description: 'As an attachment; `Range` asks for a part.',
      security: [],
      parameters: [objectKey],
      responses: {
        '200': { description: 'The file', content: { '*/*': { schema: { type: 'string' } } } },
        '206': {
          description: 'A part of it',
          content: { '*/*': { schema: { type: 'string' } } },
        },
        ...problemResponses([
          storageErrors.badLink,
          storageErrors.noObject,
          storageErrors.badRange,
          platformErrors.tooManyRequests,
          platformErrors.unavailable,
        ]),
      },
    },
  },
  {
    method: 'GET',
    path: `${MEDIA_PATH}{key}`,
    operation: {
      tags: ['storage'],
      operationId: 'media',
      summary: 'A picture for everybody',
      description:
        'Its address is in what it belongs to. It may be kept: another picture has another.',
      security: [],
      parameters: [objectKey],
      responses: {
        '200': {
          description: 'The picture',
          content: { 'image/webp': { schema: { type: 'string' } } },
        },
        ...problemResponses([
          storageErrors.noObject,
          platformErrors.tooManyRequests,
          platformErrors.unavailable,
        ]),
      },
    },
  },
  ...calendarOperations,
  ...lessonTableOperations,
  ...documentOperations,
  {
    method: 'GET',
    path: `${API_PREFIX}/openapi.json`,
    operation: {
      tags: ['documentation'],
      operationId: 'openapi',
      summary: 'This document',
      description: 'OpenAPI 3.1. Made from the contracts of the services.',
      security: [],
      parameters: [],
      responses: {
        '200': {
          description: 'OpenAPI 3.1',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        ...problemResponses([platformErrors.tooManyRequests]),
      },
    },
  },
];
