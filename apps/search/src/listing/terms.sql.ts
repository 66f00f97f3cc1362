import { statement } from '@edu/persistence';
import { LACKING, lacking } from '@edu/projection';

/**
 * Terms as JSON, kept beside the versions whether there is a listing or not; `again` writes those
 * that are there in the same version as well.
 */
export const KEEP_TERMS = statement(
  { items: 'jsonb', again: 'boolean' },
  `
  INSERT INTO listing_version (provider_id, version, terms_version, booking_mode, trial, terms_at)
  SELECT provider_id, 0, version, booking_mode, trial, clock_timestamp()
  FROM jsonb_to_recordset(:items) AS item(
    provider_id uuid, version integer, booking_mode text, trial jsonb)
  ON CONFLICT (provider_id) DO UPDATE SET terms_version = excluded.terms_version,
    booking_mode = excluded.booking_mode, trial = excluded.trial, terms_at = excluded.terms_at
  WHERE listing_version.terms_version < excluded.terms_version
    OR (:again AND listing_version.terms_version = excluded.terms_version)
  RETURNING provider_id`,
).returns<TermsRow>();

export const END_TERMS = statement(
  LACKING,
  `UPDATE listing_version SET booking_mode = NULL, trial = NULL, terms_at = clock_timestamp()
  WHERE booking_mode IS NOT NULL AND ${lacking('provider_id', 'terms_at')}
  RETURNING provider_id`,
).returns<TermsRow>();

/**
 * Listings with the terms that are kept. A statement of its own: it must see a listing that a rival
 * committed while the one before it waited.
 */
export const SHOW_TERMS = statement(
  { providerIds: 'uuid[]' },
  `
  UPDATE listing SET booking_mode = kept.booking_mode, trial = kept.trial
  FROM listing_version AS kept
  WHERE listing.provider_id = ANY (:providerIds) AND kept.provider_id = listing.provider_id
    AND (listing.booking_mode, listing.trial) IS DISTINCT FROM (kept.booking_mode, kept.trial)`,
);

interface TermsRow {
  readonly provider_id: string;
}
