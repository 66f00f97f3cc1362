/** The address with its password (and a token in the place of the user) replaced by `***`. */
export function maskUrl(address: string): string {
  // A list of addresses (NATS clusters) is masked part by part.
  return address.split(',').map(maskOne).join(',');
}

function maskOne(address: string): string {
  const match = /^(\s*[a-z][a-z0-9+.-]*:\/\/)(.*)@([^@]*)$/i.exec(address);
  if (!match) return address;
  const [, scheme, credentials, rest] = match;
  const colon = credentials!.indexOf(':');
  const user = colon < 0 ? '***' : `${credentials!.slice(0, colon)}:***`;
  return `${scheme}${user}@${rest}`;
}
