/** Protocols that carry passwords and people's data readable by anybody on the way. */
const READABLE = /^(?:http|ws|nats|redis|s3\+http):$/;
const ENCRYPTED_POSTGRES = ['require', 'verify-ca', 'verify-full'];

/** Why a value is an address that nothing protects on the way, or undefined for any other value. */
export function plaintextAddress(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  for (const part of value.split(',')) {
    const url = URL.parse(part.trim());
    if (!url) continue;
    if (READABLE.test(url.protocol)) return `${url.protocol}// is not encrypted`;
    if (/^postgres(?:ql)?:$/.test(url.protocol)) {
      const mode = url.searchParams.get('sslmode');
      if (!ENCRYPTED_POSTGRES.includes(mode!))
        return 'without sslmode=verify-full it is not encrypted';
    }
  }
  return undefined;
}
