import { statement } from '@edu/persistence';
import { LACKING, lacking } from '@edu/projection';

/**
 * A projection in two tables: the version stays when the listing is deleted, so that the indexes of
 * the search hold what can be found and nothing else. So it has a statement of its own.
 *
 * Listings as JSON; `again` writes those that are there in the same version as well.
 */
export const UPSERT_NEWER = statement(
  { items: 'jsonb', again: 'boolean' },
  `
  WITH item AS (
    SELECT * FROM jsonb_to_recordset(:items) AS item(
      provider_id uuid, version integer, kind text, display_name text, headline text, bio text,
      subjects text[], keywords text, languages text[], modes text[], rate_amount bigint,
      rate_currency text, city text, country text, lat float8, lng float8, radius_km integer, photo jsonb,
      verified text[], levels text[], slug text, score integer)
  ), newer AS (
    INSERT INTO listing_version (provider_id, version) SELECT provider_id, version FROM item
    ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version
    WHERE listing_version.version < excluded.version
      OR (:again AND listing_version.version = excluded.version)
    -- As a rival left them for which this waited.
    RETURNING provider_id, booking_mode, trial
  )
  INSERT INTO listing (provider_id, kind, display_name, headline, bio, subjects, keywords,
    languages, modes, rate_amount, rate_currency, city, country, location, radius_km, photo,
    verified, levels, slug, score, booking_mode, trial, indexed_at)
  SELECT provider_id, kind, display_name, headline, bio, subjects, keywords, languages, modes,
    rate_amount, rate_currency, city, country, ST_MakePoint(lng, lat)::geography, radius_km, photo, verified,
    levels, slug, score, booking_mode, trial, clock_timestamp()
  FROM item JOIN newer USING (provider_id)
  ON CONFLICT (provider_id) DO UPDATE SET
    kind = excluded.kind, display_name = excluded.display_name, headline = excluded.headline,
    bio = excluded.bio, subjects = excluded.subjects, keywords = excluded.keywords,
    languages = excluded.languages, modes = excluded.modes, rate_amount = excluded.rate_amount,
    rate_currency = excluded.rate_currency, city = excluded.city, country = excluded.country,
    location = excluded.location, radius_km = excluded.radius_km, photo = excluded.photo, verified = excluded.verified,
    levels = excluded.levels, slug = excluded.slug, score = excluded.score,
    booking_mode = excluded.booking_mode, trial = excluded.trial, indexed_at = excluded.indexed_at`,
);

export const SEE_VERSION = statement(
  { providerId: 'uuid', version: 'int' },
  `
  INSERT INTO listing_version (provider_id, version) VALUES (:providerId, :version)
  ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version
  WHERE listing_version.version <= excluded.version`,
);

/** A statement of its own: it must see what a rival committed while the one before it waited. */
export const REMOVE = statement(
  { providerId: 'uuid' },
  'DELETE FROM listing WHERE provider_id = :providerId',
);

export const REMOVE_UNPUBLISHED = statement(
  LACKING,
  `DELETE FROM listing WHERE ${lacking('provider_id', 'indexed_at')}`,
);
