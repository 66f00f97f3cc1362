/** In one word, how somebody proved who they are. @param methods RFC 8176 */
export function wayOf(methods: readonly string[]): string {
  const has = (method: string) => methods.includes(method);
  if (has('hwk') && !has('pwd')) return 'passkey';
  if (has('mfa')) return 'second';
  if (has('pwd')) return has('otp') ? 'confirmed' : 'password';
  if (has('sms')) return 'sms';
  return has('otp') ? 'code' : 'other';
}
