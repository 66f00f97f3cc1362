import type { RpcContract, ServiceContract } from '@edu/contract-kit';
import { authContract } from '@edu/contracts-auth';
import { availabilityContract } from '@edu/contracts-availability';
import { bookingContract } from '@edu/contracts-booking';
import { notificationContract } from '@edu/contracts-notification';
import { paymentContract } from '@edu/contracts-payment';
import { profileContract } from '@edu/contracts-profile';
import { searchContract } from '@edu/contracts-search';
import { sessionContract } from '@edu/contracts-session';

const contracts: readonly ServiceContract[] = [
  authContract,
  availabilityContract,
  bookingContract,
  notificationContract,
  paymentContract,
  profileContract,
  searchContract,
  sessionContract,
];

export type Routed = RpcContract & { readonly http: NonNullable<RpcContract['http']> };

/** Every call that has a route. */
export const routes: readonly Routed[] = contracts
  .flatMap((contract) => Object.values(contract.rpc))
  .filter((rpc): rpc is Routed => rpc.http !== undefined);

export const writeRoutes = routes.filter(({ http }) => http.method !== 'GET');
