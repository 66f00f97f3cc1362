import { defineContract, defineRpc, Empty, rebuildRpc, userDataRpc } from '@edu/contract-kit';
import { reindexRpc, searchEvents } from './reindex.rpc.ts';
import { searchErrors } from './search.errors.ts';
import {
  FindPlaces,
  FoundPlaces,
  LookUpPlace,
  NearestPlace,
  PlaceAround,
  Places,
} from './place.schemas.ts';
import {
  Found,
  SearchCoaches,
  SearchMentors,
  SearchTutors,
  Subjects,
  Suggestions,
  SuggestSubjects,
} from './search.schemas.ts';

export { searchEvents } from './reindex.rpc.ts';
export { searchErrors } from './search.errors.ts';
export { Found, Hit } from './search.schemas.ts';

/** Of one network: a query may cost a hundred times what another call does. */
const SEARCH_LIMIT = { max: 300, windowS: 60 };
/** Of one person: somebody else is asked, who counts all people together. */
const LOOK_UP_LIMIT = { max: 20, windowS: 60 };

export const searchRpc = {
  tutors: defineRpc('rpc.search.tutors.v1', {
    summary: 'Tutors by subject, near a place',
    access: 'public',
    resource: 'none',
    input: SearchTutors,
    output: Found,
    errors: [searchErrors.placeIncomplete, searchErrors.currencyMissing],
    http: {
      method: 'GET',
      path: '/search/tutors',
      limit: SEARCH_LIMIT,
      concurrency: 2,
      cache: 'revalidate',
    },
  }),
  coaches: defineRpc('rpc.search.coaches.v1', {
    summary: 'Coaches by expertise and language',
    access: 'public',
    resource: 'none',
    input: SearchCoaches,
    output: Found,
    errors: [searchErrors.currencyMissing],
    http: {
      method: 'GET',
      path: '/search/coaches',
      limit: SEARCH_LIMIT,
      concurrency: 2,
      cache: 'revalidate',
    },
  }),
  mentors: defineRpc('rpc.search.mentors.v1', {
    summary: 'Mentors by domain and language',
    access: 'public',
    resource: 'none',
    input: SearchMentors,
    output: Found,
    errors: [searchErrors.currencyMissing],
    http: {
      method: 'GET',
      path: '/search/mentors',
      limit: SEARCH_LIMIT,
      concurrency: 2,
      cache: 'revalidate',
    },
  }),
  suggest: defineRpc('rpc.search.suggest.v1', {
    summary: 'Subjects and expertises that begin like the text',
    access: 'public',
    resource: 'none',
    input: SuggestSubjects,
    output: Suggestions,
    http: { method: 'GET', path: '/search/suggest', concurrency: 2, cache: { maxAgeS: 60 } },
  }),
  subjects: defineRpc('rpc.search.subjects.v1', {
    summary: 'Subjects and expertises with their names in every language',
    access: 'public',
    resource: 'none',
    input: Empty,
    output: Subjects,
    http: { method: 'GET', path: '/search/subjects', cache: { maxAgeS: 3_600 } },
  }),
  places: defineRpc('rpc.search.places.v1', {
    summary: 'Cities and parts of cities that begin like the text, with their coordinates',
    description: 'Of West and Central Africa and where its diaspora lives.',
    access: 'public',
    resource: 'none',
    input: FindPlaces,
    output: Places,
    http: { method: 'GET', path: '/search/places', concurrency: 2, cache: { maxAgeS: 3_600 } },
  }),
  lookUpPlace: defineRpc('rpc.search.look_up_place.v1', {
    summary: 'Places that somebody’s words may mean, with their coordinates',
    description:
      'For who has typed and asks: a server elsewhere may be asked, once a second by all people together, and answers to be shown with their attribution. While typing, ask for places.',
    access: 'user',
    resource: 'none',
    input: LookUpPlace,
    output: FoundPlaces,
    http: { method: 'GET', path: '/search/places/look-up', limit: LOOK_UP_LIMIT },
  }),
  nearestPlace: defineRpc('rpc.search.nearest_place.v1', {
    summary: 'The city, or the part of one, around a point',
    description: 'The point is rounded to a hundredth of a degree before anybody else is asked.',
    access: 'user',
    resource: 'none',
    input: NearestPlace,
    output: PlaceAround,
    http: { method: 'GET', path: '/search/places/nearest', limit: LOOK_UP_LIMIT },
  }),
  ...reindexRpc,
  rebuild: rebuildRpc('search', ['listing', 'terms']),
  ...userDataRpc('search'),
};

export const searchContract = defineContract({
  service: 'search',
  summary: 'Finding tutors, coaches and mentors',
  rpc: searchRpc,
  events: searchEvents,
  errors: searchErrors,
});
