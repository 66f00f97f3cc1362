import type { ServiceContract } from '@edu/contract-kit';
import { authContract } from '@edu/contracts-auth';
import { availabilityContract } from '@edu/contracts-availability';
import { bookingContract } from '@edu/contracts-booking';
import { notificationContract } from '@edu/contracts-notification';
import { paymentContract } from '@edu/contracts-payment';
import { profileContract } from '@edu/contracts-profile';
import { searchContract } from '@edu/contracts-search';
import { sessionContract } from '@edu/contracts-session';

/** Every service behind the gateway: routes, documentation and error texts come from here. */
export const contracts: readonly ServiceContract[] = [
  authContract,
  availabilityContract,
  bookingContract,
  notificationContract,
  paymentContract,
  profileContract,
  searchContract,
  sessionContract,
];
