import { defineDataMap } from '@edu/data-rights/data-map';

const provider = 'provider_id = :user';

export const dataMap = defineDataMap({
  listing_subject: {
    person: provider,
    key: "subject || ' ' || kind",
    purpose: 'Being found: a copy of the profile.',
    withheld: 'provider_id subject kind',
    other: 'score',
    retention: 'as long as the profile is published',
    erase: 'rows',
  },
  listing: {
    person: provider,
    key: 'provider_id',
    purpose: 'Being found: a copy of the profile.',
    withheld:
      'provider_id kind slug display_name headline bio subjects keywords languages modes levels booking_mode trial rate_amount rate_currency city country location radius_km photo verified tags names document',
    other: 'rating review_count score indexed_at',
    retention: 'as long as the profile is published',
    erase: 'rows',
  },
  listing_version: {
    person: provider,
    key: 'provider_id',
    purpose: 'Ignoring what is older, and a copy of how somebody is booked.',
    withheld: 'provider_id booking_mode trial',
    other: 'version terms_version terms_at',
    retention:
      'as long as the platform: the memory of the latest events; after an erasure, numbers',
    erase: { set: { booking_mode: 'NULL', trial: 'NULL' } },
  },
});
