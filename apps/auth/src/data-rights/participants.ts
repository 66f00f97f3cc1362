import type { UserDataRpc } from '@edu/contract-kit';
import type { RetainingService } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { sessionRpc } from '@edu/contracts-session';

/** A service that keeps something of persons. */
export interface Participant {
  readonly service: Exclude<RetainingService, 'auth'>;
  readonly list: UserDataRpc['listUserData'];
  readonly erase: UserDataRpc['eraseUserData'];
  readonly beginRetention: UserDataRpc['beginRetention'];
  readonly listRetention: UserDataRpc['listRetention'];
}

/**
 * All but this one, in the order in which they erase: what others copy comes first, and those who write
 * to people come last.
 */
export const PARTICIPANTS: readonly Participant[] = [
  {
    service: 'profile',
    list: profileRpc.listUserData,
    erase: profileRpc.eraseUserData,
    beginRetention: profileRpc.beginRetention,
    listRetention: profileRpc.listRetention,
  },
  {
    service: 'search',
    list: searchRpc.listUserData,
    erase: searchRpc.eraseUserData,
    beginRetention: searchRpc.beginRetention,
    listRetention: searchRpc.listRetention,
  },
  {
    service: 'availability',
    list: availabilityRpc.listUserData,
    erase: availabilityRpc.eraseUserData,
    beginRetention: availabilityRpc.beginRetention,
    listRetention: availabilityRpc.listRetention,
  },
  {
    service: 'booking',
    list: bookingRpc.listUserData,
    erase: bookingRpc.eraseUserData,
    beginRetention: bookingRpc.beginRetention,
    listRetention: bookingRpc.listRetention,
  },
  {
    service: 'payment',
    list: paymentRpc.listUserData,
    erase: paymentRpc.eraseUserData,
    beginRetention: paymentRpc.beginRetention,
    listRetention: paymentRpc.listRetention,
  },
  {
    service: 'session',
    list: sessionRpc.listUserData,
    erase: sessionRpc.eraseUserData,
    beginRetention: sessionRpc.beginRetention,
    listRetention: sessionRpc.listRetention,
  },
  {
    service: 'notification',
    list: notificationRpc.listUserData,
    erase: notificationRpc.eraseUserData,
    beginRetention: notificationRpc.beginRetention,
    listRetention: notificationRpc.listRetention,
  },
];
