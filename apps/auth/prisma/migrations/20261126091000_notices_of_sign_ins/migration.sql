-- What is written about since passkeys and the log of sign-ins are both here.
ALTER TABLE address_notice
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code',
     'passkey_added', 'passkey_removed', 'new_sign_in'));
