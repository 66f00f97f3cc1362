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
  object_deletion: {
    about: 'Files that will be deleted.',
    other: 'id target due_at attempts',
    retention: 'until they are',
  },
});
