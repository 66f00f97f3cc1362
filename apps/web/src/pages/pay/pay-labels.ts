/** What the button says that opens a payment. */
export const PAY_LABELS = {
  button: 'booking.pay.button',
  goOn: 'booking.pay.goOn',
  ask: 'booking.phone.ask',
  again: 'booking.phone.again',
  credit: 'booking.pay.byCredit',
} as const;
export type PayLabel = keyof typeof PAY_LABELS;
