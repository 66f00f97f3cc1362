import { defineDataMap } from '@edu/data-rights/data-map';

export const dataMap = defineDataMap({
  join_token: {
    person: 'user_id = :user',
    key: "lpad(id::text, 20, '0')",
    purpose: 'Knowing who was let into which classroom.',
    personal: 'booking_id issued_at',
    withheld: 'user_id sign_in_session_id',
    other: 'id expires_at',
    retention: 'as long as the booking',
    erase: 'rows',
  },
  removal: {
    person: 'user_id = :user',
    key: 'id',
    purpose: 'Sending somebody out of a classroom whose sign-in has ended.',
    withheld: 'booking_id user_id asked_at outcome removed_at',
    other: 'id due_at attempts failure',
    retention: 'as long as the booking',
    erase: 'rows',
  },
  room_event: {
    person: 'user_id = :user',
    key: 'id',
    purpose: 'Proving who was in a lesson, for what is paid and disputed.',
    personal: 'booking_id kind at joined_at',
    withheld: 'user_id participant_sid',
    other: 'id',
    retention: 'as long as the booking',
    erase: 'rows',
  },
  room: {
    person: 'learner_id = :user OR payer_id = :user OR provider_id = :user',
    key: 'booking_id',
    purpose: 'Holding the lesson: a copy of the booking.',
    withheld:
      'booking_id learner_id payer_id provider_id group_id mode starts_at ends_at state outcome ended_at verdict checked_in_at',
    other:
      'version updated_at due_at attempts failure watch_at watch_attempts decided_for decided_at door_for wrong_pins',
    retention: 'as long as the booking',
    erase: { keep: 'The other person’s lesson: with the id alone, which leads to nobody.' },
  },
});
