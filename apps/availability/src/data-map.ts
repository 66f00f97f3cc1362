import { defineDataMap } from '@edu/data-rights/data-map';

const provider = 'provider_id = :user';

export const dataMap = defineDataMap({
  schedule: {
    person: provider,
    key: 'provider_id',
    purpose: 'When somebody gives lessons, and on which terms.',
    personal: 'rules updated_at',
    withheld: 'provider_id',
    other: 'version',
    retention: 'until it is erased',
    erase: 'rows',
  },
  offer: {
    person: provider,
    key: 'provider_id',
    purpose: 'Quoting a lesson: a copy of the profile.',
    withheld: 'provider_id modes rate_amount rate_currency country',
    other: 'version published changed_at',
    retention: 'as long as the profile',
    erase: 'rows',
  },
  cancellation_policy: {
    about: 'What a cancellation gives back: the platform’s, of nobody.',
    other: 'id country name tiers grace_minutes valid',
  },
  booked_time: {
    person: provider,
    key: 'booking_id',
    purpose: 'Not offering time twice: a copy of the bookings.',
    withheld: 'booking_id provider_id busy_from busy_until moves_id',
    other: 'freed version',
    retention: 'a day after the lesson',
    purge: "busy_until < now() - interval '1 day'",
    erase: 'rows',
  },
});
