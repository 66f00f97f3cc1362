import { notificationErrors } from '@edu/contracts-notification';
import { definePolicies, owner } from '@edu/identity';

/** Who may do what with a message; queries besides look with the owner in their condition. */
export const messagePolicies = definePolicies({
  'message.mark_read': { allow: owner('userId'), notFound: notificationErrors.notFound },
});
