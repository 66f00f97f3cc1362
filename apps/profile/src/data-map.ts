import { defineDataMap } from '@edu/data-rights/data-map';

export const dataMap = defineDataMap({
  profile: {
    person: 'provider_id = :user',
    key: 'provider_id',
    purpose: 'Being found and booked as a tutor, coach or mentor.',
    personal:
      'kind state display_name headline bio subjects languages modes rate_amount rate_currency lat lng city country radius_km photo created_at updated_at',
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
  // Before the links, by which it is found. A child of two parents stays with the other one.
  child: {
    person: `id = :user OR NOT has_account
      AND EXISTS (SELECT FROM child_parent WHERE child_id = id AND parent_id = :user)
      AND NOT EXISTS (SELECT FROM child_parent WHERE child_id = id AND parent_id <> :user)`,
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
