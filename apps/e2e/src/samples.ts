import { exampleOf } from '@edu/contract-kit';
import type { RoutedRpc } from '@edu/contracts-registry';

/** An input that the contract takes, made of its examples: each bad input is made of it. */
export function sampleOf(rpc: RoutedRpc): Readonly<Record<string, unknown>> {
  return exampleOf(rpc.input) as Record<string, unknown>;
}
