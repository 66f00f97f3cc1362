import { loadSources } from '@edu/build/load-sources';

/** A statement as a service prepares it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** The name of each `$n`. */
  readonly positions: readonly string[];
}

export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly radiusKm: number;
}

/** What a search asks for; the fields that the benchmark varies. */
export interface Criteria {
  readonly kind: 'tutor';
  readonly q: string;
  readonly limit: number;
  readonly sort: 'best';
  readonly place: Place | undefined;
}

interface CatalogueEntry {
  readonly slug: string;
  readonly fr: string;
  readonly en: string;
}

/** Parts of the services themselves: what is measured and seeded is theirs and no copy. */
export interface ServiceSources {
  readonly CATALOGUE: readonly CatalogueEntry[];
  subjectKeywords(subjects: readonly string[]): string;
  scoreOf(profile: {
    readonly bio: string;
    readonly languages: readonly string[];
    readonly modes: readonly string[];
  }): number;
  /** How a listing spells its levels. */
  levelTags(
    subjectLevels: readonly { readonly subject: string; readonly levels: readonly string[] }[],
  ): string[];
  /** The first statement of a search, and its values. */
  searchOf(criteria: Criteria): { readonly text: string; readonly values: readonly unknown[] };
  readonly FIND_OFFERING: Statement;
  readonly CREATE_BOOKING: Statement;
  readonly STORE_PSP_EVENT: Statement;
  readonly VISIT: Statement;
  newRefreshToken(): string;
  hashToken(token: string): string;
  unseal(key: Buffer, kid: string, sealed: Uint8Array): Buffer;
  readonly AuthSecrets: new (config: { AUTH_SECRET: string }) => { readonly signingKeys: Buffer };
}

const ENTRY = `
  export { CATALOGUE } from './apps/search/src/subject/subject.catalogue.ts';
  import { knownSubject } from './apps/search/src/subject/subject.domain.ts';
  import { matchValues, orderOf, walkOf, walkValues } from './apps/search/src/listing/listing.domain.ts';
  import { MATCHES, WALKS } from './apps/search/src/listing/listing.sql.ts';
  export function searchOf({ q, ...rest }) {
    const subject = knownSubject(q);
    const criteria = subject ? { ...rest, subject } : { ...rest, q };
    const statement = subject ? WALKS[walkOf(criteria)] : MATCHES[orderOf(criteria)];
    const values = (subject ? walkValues : matchValues)(criteria);
    return { text: statement.text, values: statement.bind(values) };
  }
  export { subjectKeywords } from './apps/search/src/subject/subject.domain.ts';
  export { levelTags, scoreOf } from './apps/search/src/listing/listing.domain.ts';
  export { FIND_OFFERING } from './apps/availability/src/slot/slot.sql.ts';
  export { CREATE_BOOKING } from './apps/booking/src/booking/create-booking.sql.ts';
  export { STORE_PSP_EVENT } from './apps/payment/src/webhook/webhook.sql.ts';
  export { VISIT } from './apps/session/src/room/room.sql.ts';
  export { hashToken, newRefreshToken } from './apps/auth/src/sign-in-session/sign-in-session.domain.ts';
  export { unseal } from './apps/auth/src/signing-key/signing-key.domain.ts';
  export { AuthSecrets } from './apps/auth/src/secrets/auth-secrets.service.ts';
`;
export function loadServiceSources(): Promise<ServiceSources> {
  return loadSources<ServiceSources>(ENTRY);
}
