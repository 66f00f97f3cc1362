import type { RpcContract, ServiceContract } from '@edu/contract-kit';
import { authContract } from '@edu/contracts-auth';
import { availabilityContract } from '@edu/contracts-availability';
import { bookingContract } from '@edu/contracts-booking';
import { notificationContract } from '@edu/contracts-notification';
import { paymentContract } from '@edu/contracts-payment';
import { profileContract } from '@edu/contracts-profile';
import { searchContract } from '@edu/contracts-search';
import { sessionContract } from '@edu/contracts-session';

/** What every service promises. The generator of services adds its line here. */
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

/** The contract of one service, by the service's name. */
export function contractOf(service: string): ServiceContract {
  const contract = contracts.find((one) => one.service === service);
  if (!contract) throw new Error(`no contract of a service ${service} is registered`);
  return contract;
}

/** A call that has a route at the gateway. */
export type RoutedRpc = RpcContract & { readonly http: NonNullable<RpcContract['http']> };

/** Every call that has a route, in the order of the services. */
export const routedRpcs: readonly RoutedRpc[] = contracts
  .flatMap(({ rpc }) => Object.values(rpc))
  .filter((rpc): rpc is RoutedRpc => rpc.http !== undefined);
