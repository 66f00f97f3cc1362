import { API_PREFIX } from '@edu/contract-kit';

/** Where a psp reports. */
export const webhookUrlOf = (publicUrl: string, psp: string): string =>
  `${publicUrl}${API_PREFIX}/payments/webhooks/${psp}`;
