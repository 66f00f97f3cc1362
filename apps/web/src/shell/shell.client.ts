import { rememberZone } from './zone-cookie.ts';

// Who is signed in sees other links; the cookie grants nothing.
document.documentElement.toggleAttribute(
  'data-signed-in',
  document.cookie.split('; ').includes('signed_in=1'),
);
rememberZone();
