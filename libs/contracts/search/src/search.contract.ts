import { defineContract, defineRpc, Empty, rebuildRpc, userDataRpc } from '@edu/contract-kit';
import { searchErrors } from './search.errors.ts';
import {
  FindPlaces,
  Found,
  Places,
  SearchCoaches,
  SearchMentors,
  SearchTutors,
  Subjects,
  Suggestions,
  SuggestSubjects,
} from './search.schemas.ts';

export { searchErrors } from './search.errors.ts';
export { Found, Hit } from './search.schemas.ts';

/** Of one network: a query may cost a hundred times what another call does. */
const SEARCH_LIMIT = { max: 300, windowS: 60 };

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
  rebuild: rebuildRpc('search', ['listing']),
  ...userDataRpc('search'),
};

export const searchContract = defineContract({
  service: 'search',
  summary: 'Finding tutors, coaches and mentors',
  rpc: searchRpc,
  events: {},
  errors: searchErrors,
});
