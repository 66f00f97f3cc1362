import { PspRefused, type PspRefund } from './psp.ts';

/** What psps answer that send nothing back through their interface. */
export const noRefund = (): Promise<never> =>
  Promise.reject(new PspRefused('no_refunds', undefined));

export const noRefunds = (): Promise<readonly PspRefund[]> => Promise.resolve([]);

/** And those whose payments no bank takes back. */
export const noDispute = (): Promise<never> =>
  Promise.reject(new PspRefused('no_disputes', undefined));
