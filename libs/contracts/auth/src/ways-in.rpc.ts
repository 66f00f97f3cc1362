import { defineRpc, errorsOf } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { authErrors } from './auth.errors.ts';
import { OWN_CODE_LIMIT } from './sign-in-route.ts';
import {
  CookieSteppedUp,
  ProveStepUp,
  RequestStepUp,
  SteppedUp,
  StepUpWays,
} from './ways-in.schemas.ts';

/** How people prove who they are once they are signed in, and what they prove it by. */
export const waysInRpc = {
  requestStepUp: defineRpc('rpc.auth.request_step_up.v1', {
    summary: 'How I can prove again that it is me',
    description:
      'What the account has for it. With a channel, a code goes to that address of the account: good for five minutes, once, in this session only.',
    access: 'user',
    resource: 'self',
    input: RequestStepUp,
    output: StepUpWays,
    errors: [
      authErrors.noAddress,
      authErrors.smsExhausted,
      authErrors.tooManyCodes,
      ...errorsOf(notificationRpc.sendCode),
    ],
    http: { method: 'POST', path: '/me/step-up', limit: OWN_CODE_LIMIT },
  }),
  proveStepUp: defineRpc('rpc.auth.prove_step_up.v1', {
    summary: 'Prove again that it is me',
    description:
      'Calls that answer 403 `platform.step_up_required` take the access token of this answer, for as long as each says.',
    access: 'user',
    resource: 'self',
    input: ProveStepUp,
    output: SteppedUp,
    errors: [authErrors.badPassword, authErrors.badCode, authErrors.tooManyTries, authErrors.busy],
    http: {
      method: 'POST',
      path: '/me/step-up/verify',
      limit: { max: 30, windowS: 300, counts: 'failures' },
      session: { does: 'prove', answer: CookieSteppedUp },
    },
  }),
};
