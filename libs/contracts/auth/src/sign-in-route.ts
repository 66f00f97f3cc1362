import { errorsOf } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { authErrors } from './auth.errors.ts';
import { CookieSession } from './auth.schemas.ts';

/** Of one network, which may be a whole school: accounts and addresses are counted by the service. */
export const CODE_LIMIT = { max: 120, windowS: 600 };
/** Of somebody signed in; of their network too, as an account costs nothing. */
export const OWN_CODE_LIMIT = [
  { max: 10, windowS: 600, by: 'user' },
  { ...CODE_LIMIT, by: 'network' },
] as const;
export const SIGNS_IN = { does: 'open', answer: CookieSession } as const;
/** What changes who gets into an account needs a proof not older than that. */
export const STEP_UP_S = 300;
/** What changes how the owner of an account gets in. */
export const OWN_WAY = { access: 'user', resource: 'self', stepUp: STEP_UP_S } as const;
export const LOGIN_LIMIT = { max: 100, windowS: 300, counts: 'failures' } as const;

/** What any address that a message has to reach may be refused with. */
export const addressErrors = [
  authErrors.badPhone,
  authErrors.oldPhone,
  authErrors.smsNotOffered,
  authErrors.smsExhausted,
  authErrors.smsRangeFull,
  authErrors.tooManyCodes,
  ...errorsOf(notificationRpc.sendCode),
];
