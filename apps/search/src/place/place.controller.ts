import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle, type Call } from '@edu/messaging';
import { findPlaces } from './place.domain.ts';

@Controller()
export class PlaceController {
  @Handle(searchRpc.places)
  places({ q, limit }: RpcInput<typeof searchRpc.places>, call: Call) {
    return { items: findPlaces(q, call.locale, limit) };
  }
}
