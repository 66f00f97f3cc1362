import { statement } from '@edu/persistence';

/** $1 provider, $2 and $3 the window. */
export const FIND_OFFERING = statement(`
SELECT s.provider_id, s.version, s.rules, o.modes, o.rate_amount, o.rate_currency,
  (SELECT coalesce(json_agg(json_build_array(
     (extract(epoch FROM busy_from) * 1000)::bigint,
     (extract(epoch FROM busy_until) * 1000)::bigint)), '[]')
   FROM booked_time
   WHERE provider_id = s.provider_id AND NOT freed
     AND busy_until > $2::timestamptz AND busy_from < $3::timestamptz) AS busy
FROM schedule s LEFT JOIN offer o ON o.provider_id = s.provider_id AND o.published
WHERE s.provider_id = $1::uuid`);
