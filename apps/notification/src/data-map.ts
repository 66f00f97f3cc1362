import { defineDataMap } from '@edu/data-rights/data-map';

const ofTheirs = 'learner_id = :user OR payer_id = :user OR provider_id = :user';

export const dataMap = defineDataMap({
  message: {
    person: 'user_id = :user',
    key: 'id',
    purpose: 'Telling people what happens to their lessons and their money.',
    personal: 'id channel template status title body link created_at delivered_at read_at',
    withheld: 'user_id event_id facts',
    other: 'attempts due_at failure',
    retention: 'until they are erased',
    erase: 'rows',
  },
  preference: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Writing by those channels only that somebody wants.',
    personal: 'email sms reminders updated_at',
    withheld: 'user_id',
    retention: 'until they are erased',
    erase: 'rows',
  },
  contact: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Writing to people: a copy of the account.',
    withheld: 'user_id first_name email phone locale zone',
    other: 'version updated_at',
    retention: 'as long as the account',
    // The row stays as the memory of its version, so that nothing older brings them back.
    erase: {
      set: { first_name: 'NULL', email: 'NULL', phone: 'NULL', locale: 'NULL', zone: 'NULL' },
    },
  },
  booking_ref: {
    person: ofTheirs,
    key: 'booking_id',
    purpose: 'Knowing of which lesson a message is: a copy of the booking.',
    withheld:
      'booking_id learner_id payer_id provider_id starts_at ends_at zone group_title stands',
    other: 'version',
    retention: 'as long as the booking; the title of a group lesson, until its provider is erased',
    erase: { set: { group_title: 'CASE provider_id WHEN :user THEN NULL ELSE group_title END' } },
  },
  reminder: {
    person: `booking_id IN (SELECT booking_id FROM booking_ref WHERE ${ofTheirs})`,
    key: 'id',
    purpose: 'Reminding people of their lessons, once.',
    withheld: 'booking_id starts_at sent_at',
    other: 'id kind due_at attempts',
    retention: 'until the day after the lesson',
    purge: "starts_at < now() - interval '1 day'",
    erase: { keep: 'Reminding the other person: with the id of the booking alone.' },
  },
});
