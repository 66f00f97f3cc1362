-- Whoever is to add a passkey anew is written to: nobody does it behind their back.
ALTER TABLE address_notice
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code',
     'new_sign_in', 'passkey_invited', 'passkey_added', 'passkey_removed', 'issuer_linked',
     'issuer_unlinked'));
