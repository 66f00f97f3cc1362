import { rememberZone } from './zone-cookie.ts';

// Who is signed in sees other links; the cookie grants nothing.
document.documentElement.toggleAttribute(
  'data-signed-in',
  document.cookie.split('; ').includes('signed_in=1'),
);
rememberZone();
// When the page has what it needs: the worker is for the next one.
addEventListener('load', () => {
  void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
});
