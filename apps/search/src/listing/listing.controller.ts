import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle } from '@edu/messaging';
import { subjectSlug } from '../subject/subject.domain.ts';
import { placeOf } from './listing.domain.ts';
import { ListingQueries } from './listing.queries.ts';

/** A blank filter is none. */
const slugOf = (term: string | undefined) => (term?.trim() ? subjectSlug(term) : undefined);

@Controller()
export class ListingController {
  constructor(private readonly queries: ListingQueries) {}

  @Handle(searchRpc.tutors)
  tutors({ subject, lat, lng, radiusKm, ...rest }: RpcInput<typeof searchRpc.tutors>) {
    const place = placeOf({ lat, lng, radiusKm });
    return this.queries.find({ ...rest, kind: 'tutor', subject: slugOf(subject), place });
  }

  @Handle(searchRpc.coaches)
  coaches({ expertise, ...rest }: RpcInput<typeof searchRpc.coaches>) {
    return this.queries.find({ ...rest, kind: 'coach', subject: slugOf(expertise) });
  }

  @Handle(searchRpc.mentors)
  mentors({ domain, ...rest }: RpcInput<typeof searchRpc.mentors>) {
    return this.queries.find({ ...rest, kind: 'mentor', subject: slugOf(domain) });
  }
}
