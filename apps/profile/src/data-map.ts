import { defineDataMap } from '@edu/data-rights/data-map';

/** A child of two parents stays with the other one. */
const childOfNobodyElse = `NOT has_account
      AND EXISTS (SELECT FROM child_parent WHERE child_id = id AND parent_id = :user)
      AND NOT EXISTS (SELECT FROM child_parent WHERE child_id = id AND parent_id <> :user)`;
const ofOwnCase = 'case_id IN (SELECT id FROM kyc_case WHERE provider_id = :user)';

export const dataMap = defineDataMap({
  profile_slug: {
    person: 'provider_id = :user',
    key: 'slug',
    purpose: 'An address of the profile that people can read, and those of before.',
    personal: 'slug base taken_at',
    withheld: 'provider_id',
    retention: 'as long as the profile; of each the latest six',
    erase: 'rows',
  },
  profile: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose: 'Being found and booked as a tutor, coach or mentor.',
    personal:
      'kind state slug display_name headline bio subjects subject_levels languages language_levels diplomas goals intro_video modes rate_amount rate_currency lat lng city country radius_km photo verified created_at updated_at',
    withheld: 'provider_id',
    other: 'version',
    retention: 'until it is erased',
    erase: 'rows',
  },
  standing: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Not showing whoever is suspended.',
    personal: 'suspended as_of',
    withheld: 'user_id',
    retention: 'as long as the platform: the memory of the latest event',
    erase: { keep: 'So that no late event shows the profile again: an id and a time.' },
  },
  kyc_document: {
    person: ofOwnCase,
    key: 'id',
    purpose: 'Proving to reviewers what a provider says of themselves.',
    personal: 'piece type bytes sent_at deleted_at',
    withheld: 'sha256 sealed_key object_key',
    other: 'id case_id',
    retention:
      'the file: 30 days after the decision, 14 days without one; the row: until it is erased',
    erase: 'rows',
  },
  kyc_decision: {
    person: ofOwnCase,
    key: 'id',
    purpose: 'Accounting for who was let work with minors: the result outlives the documents.',
    personal: 'approved reason note at',
    withheld: 'reviewer_id',
    other: 'id case_id',
    retention: 'as long as the platform; the note as long as the documents',
    erase: { set: { note: 'NULL' } },
  },
  kyc_outside_job: {
    person: ofOwnCase,
    key: 'case_id',
    purpose: 'Having an identity checked by a service outside.',
    personal: 'service sent_at answered_at verdict code note',
    other: 'case_id due_at attempts',
    retention: 'until it is erased',
    erase: 'rows',
  },
  process: {
    person:
      "kind = 'kyc-case' AND subject_id IN (SELECT id FROM kyc_case WHERE provider_id = :user)",
    key: 'id',
    purpose: 'How far the check of documents is: ids and codes.',
    withheld: 'subject_id state data',
    other: 'id kind version due_at attempts started_at updated_at',
    retention: 'until it is erased',
    erase: 'rows',
  },
  kyc_case: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Accounting for who was let work with minors: the result outlives the documents.',
    personal: 'check_name created_at submitted_at closed_at approved valid_until',
    withheld: 'provider_id',
    other: 'id reminded_at cleared_at',
    retention: 'as long as the platform: ids and codes',
    erase: { keep: 'Who was checked, when and with what result, under an id alone.' },
  },
  // What is sealed is given out by the service, which opens it.
  exact_address: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose:
      'Telling whoever has booked a lesson in person where it is; sealed under the key of its owner.',
    withheld: 'provider_id sealed_key sealed',
    other: 'updated_at',
    retention: 'until it is removed or erased',
    erase: 'rows',
  },
  lesson: {
    person: 'learner_id = :user OR payer_id = :user OR provider_id = :user',
    key: 'booking_id',
    purpose: 'Knowing who may see an exact address: a copy of the booking.',
    withheld: 'booking_id learner_id payer_id provider_id mode ends_at state',
    other: 'version',
    retention: '30 days after the lesson',
    purge: "ends_at < now() - interval '30 days'",
    erase: { keep: 'The other person’s lesson: with the id alone, which leads to nobody.' },
  },
  user_key: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Opening the documents of its user; without it none of their copies can be read.',
    withheld: 'user_id sealed',
    other: 'master_key_id',
    retention: 'until it is erased',
    erase: 'rows',
  },
  upload: {
    person: 'owner_id = :user',
    key: 'id',
    purpose: 'Taking files.',
    personal: 'purpose type bytes completed_at',
    withheld: 'owner_id',
    other: 'id expires_at',
    retention: 'a day after the link for it ended',
    purge: "expires_at < now() - interval '1 day'",
    erase: 'rows',
  },
  // Before the child, by which it is found.
  learner: {
    person: `learner_id = :user OR learner_id IN (SELECT id FROM child WHERE ${childOfNobodyElse})`,
    key: 'learner_id',
    purpose:
      'What somebody wants to learn: shown to them and their parents, and looked for by them.',
    personal: 'learner_id level subjects goals updated_at',
    retention: 'until it is erased',
    erase: 'rows',
  },
  // Before the links, by which it is found.
  child: {
    person: `id = :user OR ${childOfNobodyElse}`,
    key: 'id',
    purpose: 'Learning here under age: who the child is, and what its parents allow.',
    personal:
      'id first_name birth_year country zone has_account cap_amount cap_currency providers caps_providers hours_from hours_to recording_agreed closed notice_at created_at updated_at',
    other: 'version',
    retention: 'until it is erased',
    erase: 'rows',
  },
  child_parent: {
    person: 'parent_id = :user OR child_id = :user',
    key: "child_id::text || ' ' || parent_id",
    purpose: 'Who answers for a child.',
    personal: 'child_id linked_at',
    withheld: 'parent_id',
    retention: 'until the child is of age, or the parent leaves',
    erase: 'rows',
  },
  consent: {
    person: 'given_by = :user OR child_id = :user',
    key: 'id',
    purpose: 'Proving what was agreed to for a child.',
    personal: 'id child_id kind version locale basis given_at withdrawn_at',
    withheld: 'given_by',
    retention: 'as long as the child',
    erase: { keep: 'What was agreed to for a child that is still here: an id and a time.' },
  },
  family_invitation: {
    person: 'invited_by = :user OR accepted_by = :user',
    key: 'id',
    purpose: 'Inviting a second parent, or a child.',
    personal: 'id child_id invited_as channel locale state expires_at created_at',
    // Another person’s, until they have accepted.
    withheld: 'address invited_by accepted_by',
    other: 'due_at attempts',
    retention: 'the address until it is accepted or seven days have passed',
    purge: "state = 'open' AND expires_at < now()",
    erase: 'rows',
  },
  object_deletion: {
    about: 'Files that will be deleted.',
    other: 'id target due_at attempts',
    retention: 'until they are',
  },
});
