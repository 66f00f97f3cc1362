import { defineDataMap } from '@edu/data-rights/data-map';

const ofOwnCase = 'case_id IN (SELECT id FROM kyc_case WHERE provider_id = :user)';

export const dataMap = defineDataMap({
  profile: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose: 'Being found and booked as a tutor, coach or mentor.',
    personal:
      'kind state display_name headline bio subjects languages modes rate_amount rate_currency lat lng city country radius_km photo verified created_at updated_at',
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
    erase: 'rows',
  },
  object_deletion: {
    about: 'Files that will be deleted.',
    other: 'id target due_at attempts',
    retention: 'until they are',
  },
});
