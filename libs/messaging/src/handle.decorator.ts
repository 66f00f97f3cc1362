import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RpcContract, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { Call } from './call.ts';
import { NATS_TRANSPORT } from './nats-transport.ts';

type Handler<C extends RpcContract> = (
  input: RpcInput<C>,
  call: Call,
) => RpcOutput<C> | Promise<RpcOutput<C>>;

/**
 * Makes a controller method answer a contract. The method gets the validated input and the `Call`;
 * it does not compile when it takes or returns anything else.
 */
export function Handle<C extends RpcContract>(rpc: C) {
  return <H extends Handler<C>>(
    target: object,
    property: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    Payload()(target, property, 0);
    Ctx()(target, property, 1);
    MessagePattern(rpc.subject, NATS_TRANSPORT, { rpc })(target, property, descriptor);
  };
}
