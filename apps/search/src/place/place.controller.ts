import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle, type Call } from '@edu/messaging';
import { Geocoding } from './geocoding.service.ts';
import { findPlaces, toKilometre } from './place.domain.ts';

@Controller()
export class PlaceController {
  constructor(private readonly geocoding: Geocoding) {}

  /** Asked while somebody types, which servers elsewhere forbid: from memory. */
  @Handle(searchRpc.places)
  places({ q, limit }: RpcInput<typeof searchRpc.places>, call: Call) {
    return { items: findPlaces(q, call.locale, limit) };
  }

  @Handle(searchRpc.lookUpPlace)
  async lookUp({ q, limit }: RpcInput<typeof searchRpc.lookUpPlace>, call: Call) {
    const { found, attribution } = await this.geocoding.find(q, call.locale, limit);
    return { items: found, attribution };
  }

  /** Rounded here too: nobody elsewhere gets to know where somebody is. */
  @Handle(searchRpc.nearestPlace)
  async nearest({ lat, lng }: RpcInput<typeof searchRpc.nearestPlace>, call: Call) {
    const point = { lat: toKilometre(lat), lng: toKilometre(lng) };
    const { found, attribution } = await this.geocoding.nearest(point, call.locale);
    return { place: found, attribution };
  }
}
