import { paymentErrors } from './payment.errors.ts';

/** What may keep a phone number from paying a price, whoever asks for it. */
export const walletErrors = [
  paymentErrors.unknownPsp,
  paymentErrors.badPhone,
  paymentErrors.oldPhone,
  paymentErrors.phoneElsewhere,
  paymentErrors.operatorNotServed,
  paymentErrors.operatorDown,
  paymentErrors.amountOutOfBounds,
  paymentErrors.amountNotTaken,
  paymentErrors.notTogether,
  paymentErrors.pspUnavailable,
] as const;
