const IN_ADDRESS = /^#([\w-]{43})$/;
const KEY = 'passkey-invitation';

/**
 * What a link for staff's first passkey carries. It is kept while this tab is open, since signing in leads
 * away and back, and taken out of the address, which others may see.
 */
export function takeInvitation(): string | undefined {
  const [, token] = IN_ADDRESS.exec(location.hash) ?? [];
  if (token) {
    sessionStorage.setItem(KEY, token);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? undefined;
}

export const forgetInvitation = (): void => sessionStorage.removeItem(KEY);
