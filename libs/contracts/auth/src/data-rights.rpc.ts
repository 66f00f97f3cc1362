import { defineRpc, Empty } from '@edu/contract-kit';
import { authErrors } from './auth.errors.ts';
import {
  AccountErasure,
  DataExport,
  Erasure,
  ErasureBegun,
  ErasureByToken,
  ExportById,
  ExportLink,
} from './data-rights.schemas.ts';
import { CODE_LIMIT, STEP_UP_S } from './sign-in-route.ts';

/** What people do with all that is kept of them. */
export const dataRightsRpc = {
  beginExport: defineRpc('rpc.auth.begin_export.v1', {
    summary: 'Have all that is kept of me put together in one file',
    description:
      'A zip with JSON of every service and my files. While one is being made, the answer is that one. Open pages get its progress from `/me/notifications/stream`, as events `job`.',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: DataExport,
    http: {
      method: 'POST',
      path: '/me/export',
      status: 202,
      limit: { max: 10, windowS: 3_600 },
    },
  }),
  export: defineRpc('rpc.auth.export.v1', {
    summary: 'My latest export',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: DataExport,
    errors: [authErrors.noExport],
    http: { method: 'GET', path: '/me/export' },
  }),
  exportLink: defineRpc('rpc.auth.export_link.v1', {
    summary: 'A link to the file of one of my exports, for five minutes',
    access: 'user',
    resource: { of: 'export', id: 'id', whose: 'own', otherwise: authErrors.unknownExport },
    stepUp: STEP_UP_S,
    input: ExportById,
    output: ExportLink,
    errors: [authErrors.unknownExport, authErrors.exportNotReady, authErrors.exportExpired],
    http: { method: 'POST', path: '/me/export/{id}/link' },
  }),
  eraseMe: defineRpc('rpc.auth.erase_me.v1', {
    summary: 'Erase my account and all that is kept of me',
    description:
      'At once: every session ends, a profile leaves the search, and lessons to come are cancelled, with refunds by their policies. After 14 days everything is erased; until then the link of the message that goes out, or the token of this answer, undoes it.',
    access: 'user',
    resource: 'self',
    stepUp: STEP_UP_S,
    input: Empty,
    output: ErasureBegun,
    http: { method: 'DELETE', path: '/me', status: 202 },
  }),
  erasure: defineRpc('rpc.auth.erasure.v1', {
    summary: 'How far an erasure is, by the token of its message',
    access: 'public',
    resource: 'none',
    input: ErasureByToken,
    output: Erasure,
    errors: [authErrors.badErasureToken],
    http: { method: 'POST', path: '/auth/erasure', limit: CODE_LIMIT },
  }),
  undoErasure: defineRpc('rpc.auth.undo_erasure.v1', {
    summary: 'Undo an erasure with the token of its message; open the account again',
    description:
      'Its owner has to sign in, and to publish a profile again. Lessons that were cancelled stay so.',
    access: 'public',
    resource: 'none',
    input: ErasureByToken,
    output: Erasure,
    errors: [authErrors.badErasureToken, authErrors.erasureOver],
    http: { method: 'POST', path: '/auth/erasure/undo', limit: CODE_LIMIT },
  }),
  accountErasure: defineRpc('rpc.auth.account_erasure.v1', {
    summary: 'The erasure of an account, with the receipts of all services',
    access: ['support', 'trust', 'admin'],
    // What is asked for is left when the account is gone.
    resource: 'none',
    input: AccountErasure,
    output: Erasure,
    errors: [authErrors.noErasure],
    http: { method: 'GET', path: '/accounts/{userId}/erasure' },
  }),
};
