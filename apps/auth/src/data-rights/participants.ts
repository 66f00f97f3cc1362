import type { UserDataRpc } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { sessionRpc } from '@edu/contracts-session';

/** A service that keeps something of persons. */
export interface Participant {
  readonly service: string;
  readonly list: UserDataRpc['listUserData'];
  readonly erase: UserDataRpc['eraseUserData'];
}

/**
 * All but this one, in the order in which they erase: what others copy comes first, and those who write
 * to people come last.
 */
export const PARTICIPANTS: readonly Participant[] = [
  { service: 'profile', list: profileRpc.listUserData, erase: profileRpc.eraseUserData },
  { service: 'search', list: searchRpc.listUserData, erase: searchRpc.eraseUserData },
  {
    service: 'availability',
    list: availabilityRpc.listUserData,
    erase: availabilityRpc.eraseUserData,
  },
  { service: 'booking', list: bookingRpc.listUserData, erase: bookingRpc.eraseUserData },
  { service: 'payment', list: paymentRpc.listUserData, erase: paymentRpc.eraseUserData },
  { service: 'session', list: sessionRpc.listUserData, erase: sessionRpc.eraseUserData },
  {
    service: 'notification',
    list: notificationRpc.listUserData,
    erase: notificationRpc.eraseUserData,
  },
];
