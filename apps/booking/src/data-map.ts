import { defineDataMap } from '@edu/data-rights/data-map';

const ofTheirs = 'learner_id = :user OR provider_id = :user OR payer_id = :user';
const ACCOUNTS = 'ten years after the lesson, as accounts are';
/** The lesson is theirs, or of a child of nobody else that has no account. */
const isTheLearner = `EXISTS (SELECT FROM booking AS b WHERE b.id = booking_id AND (b.learner_id = :user
  OR b.learner_id IN (SELECT child_id FROM family WHERE NOT has_account AND parent_ids <@ ARRAY[:user])))`;

export const dataMap = defineDataMap({
  booking_transition: {
    person: `booking_id IN (SELECT id FROM booking WHERE ${ofTheirs})`,
    key: "lpad(id::text, 20, '0')",
    purpose: 'Settling disputes about a booking.',
    personal: 'booking_id from_state to_state actor reason at',
    other: 'id',
    retention: ACCOUNTS,
    // What the other one wrote is not theirs; what support wrote may name both.
    erase: {
      set: {
        reason: "CASE WHEN actor = :user::text OR actor LIKE 'support:%' THEN '' ELSE reason END",
      },
    },
  },
  booking: {
    person: ofTheirs,
    key: 'id',
    purpose: 'Giving the lesson, and accounting for its money.',
    personal:
      'id learner_id payer_id provider_id state mode starts_at ends_at price_amount price_currency zone policy subject trial group_id group_title payment_id reschedules created_at updated_at hold_expires_at asked_starts_at series_id series_position moves_id',
    other:
      'seat seats busy_from busy_until hold_number expiry_due_at expiry_attempts payment_due_at payment_due_attempts version',
    retention: ACCOUNTS,
    erase: {
      keep: 'The other person’s lesson, and its money: with the id alone, which leads to nobody. What its provider called a group lesson goes with them.',
    },
  },
  group_lesson: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Lessons with several learners, and what each of them paid.',
    personal:
      'id provider_id state title subject mode starts_at ends_at seats price_amount price_currency zone policy created_at',
    other: 'busy_from busy_until version',
    retention: ACCOUNTS,
    erase: { set: { title: "''" } },
  },
  series: {
    person: ofTheirs,
    key: 'id',
    purpose: 'Showing and changing lessons together that were booked together.',
    personal: 'id learner_id payer_id provider_id every_weeks zone skipped created_at',
    retention: ACCOUNTS,
    erase: {
      keep: 'What the other person’s lessons belong to: with the id alone, which leads to nobody.',
    },
  },
  dispute: {
    person: `opened_by = :user OR booking_id IN (SELECT id FROM booking WHERE ${ofTheirs})`,
    key: 'booking_id',
    purpose: 'Deciding whose the money of a contested lesson is.',
    personal: 'booking_id side text opened_at decide_by decided_at refund_pct reason',
    withheld: 'opened_by decided_by',
    retention: ACCOUNTS,
    // What the other one wrote is not theirs; what support wrote may name both.
    erase: {
      set: { text: "CASE opened_by WHEN :user THEN '' ELSE text END", reason: 'left(reason, 0)' },
    },
  },
  dispute_message: {
    person: `written_by = :user OR booking_id IN (SELECT id FROM booking WHERE ${ofTheirs})`,
    key: 'id',
    purpose: 'Deciding whose the money of a contested lesson is.',
    personal: 'id booking_id side text written_at',
    withheld: 'written_by',
    other: 'number',
    retention: ACCOUNTS,
    // What the other one wrote is not theirs; what support wrote may name both.
    erase: {
      set: { text: "CASE WHEN written_by = :user OR side = 'support' THEN '' ELSE text END" },
    },
  },
  reschedule_proposal: {
    person: `booking_id IN (SELECT id FROM booking WHERE ${ofTheirs})`,
    key: 'id',
    purpose: 'Agreeing on another time for a lesson.',
    personal: 'booking_id starts_at starts reason state proposed_at expires_at closed_at',
    withheld: 'proposed_by',
    other: 'id due_at attempts',
    retention: ACCOUNTS,
    // What the other one wrote is not theirs.
    erase: { set: { reason: "CASE proposed_by WHEN :user THEN '' ELSE reason END" } },
  },
  lesson_report: {
    person: `written_by = :user OR booking_id IN (SELECT id FROM booking WHERE ${ofTheirs})`,
    key: 'booking_id',
    purpose: 'Saying what was done in a lesson, to the learner and the parents.',
    personal: 'booking_id done next written_at',
    withheld: 'written_by',
    retention: `${ACCOUNTS}; what it says, until the learner is erased`,
    // It is about the learner, and theirs when its writer is gone.
    erase: {
      set: {
        done: `CASE WHEN ${isTheLearner} THEN '' ELSE done END`,
        next: `CASE WHEN ${isTheLearner} THEN NULL ELSE next END`,
      },
    },
  },
  family: {
    person: 'child_id = :user OR :user = ANY (parent_ids)',
    key: 'child_id',
    purpose: 'Booking for a child within what its parents agreed to.',
    withheld:
      'child_id parent_ids has_account closed zone cap_amount cap_currency providers hours_from hours_to',
    other: 'version',
    retention: 'as long as the platform: the memory of the latest version',
    erase: {
      set: {
        parent_ids: `CASE child_id WHEN :user THEN '{}' ELSE array_remove(parent_ids, :user) END`,
      },
    },
  },
  approval: {
    person: 'child_id = :user OR decided_by = :user',
    key: 'id',
    purpose: 'Asking parents for what is beyond a child’s caps, and knowing who answered.',
    personal:
      'id child_id provider_id starts_at ends_at mode subject price_amount price_currency beyond state asked_at expires_at decided_at decided_by reason booking_id series_starts series_skipped series_every_weeks series_take series_id',
    other: 'due_at attempts',
    retention: '90 days after the time to answer ended',
    purge: "expires_at < now() - interval '90 days' AND state <> 'open'",
    erase: 'rows',
  },
  checked_identity: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose: 'Booking for a child only with somebody whose identity is checked.',
    withheld: 'provider_id',
    personal: 'identity_until',
    other: 'version',
    retention: 'as long as the platform: the memory of the latest version',
    erase: { set: { identity_until: 'NULL' } },
  },
  suspended_user: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Refusing bookings of whoever is suspended.',
    personal: 'suspended_at reinstated_at suspended',
    withheld: 'user_id',
    other: 'learnt_at due_at attempts',
    retention: 'as long as the platform: the memory of the latest event',
    erase: { keep: 'So that nobody books what is erased: an id and times.' },
  },
  provider_presence: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose: 'Refusing bookings of whoever is not published, and calling off what was booked.',
    personal: 'state called_off_at',
    withheld: 'provider_id',
    other: 'version learnt_at due_at attempts',
    retention: 'as long as the platform: the memory of the latest version',
    erase: { keep: 'So that nobody books what is erased: an id, a word and times.' },
  },
  calendar_feed: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Showing somebody’s lessons in a calendar of theirs.',
    personal: 'locale created_at',
    withheld: 'user_id token_hash',
    retention: 'until they close it, or are erased',
    erase: 'rows',
  },
  process: {
    about: 'How far lessons are: states and amounts, under the id of the booking.',
    other: 'id kind subject_id state data version due_at attempts started_at updated_at',
  },
});
