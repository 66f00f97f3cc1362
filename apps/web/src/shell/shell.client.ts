import { isSignedIn, onSessionChange } from '../island/signed-in.ts';
import { rememberLanguage } from './language-cookie.ts';
import { isRememberedAsStaff, isRememberedAsTeaching } from './header-links.ts';
import { reportPage } from './page-reports.ts';
import { refreshUnread } from './unread.ts';
import { rememberZone } from './zone-cookie.ts';

// Before what may fail.
reportPage();

// Who is signed in sees other links; the cookie grants nothing.
const showLinks = () => {
  document.documentElement.toggleAttribute('data-signed-in', isSignedIn());
  document.documentElement.toggleAttribute('data-teaches', isRememberedAsTeaching());
  document.documentElement.toggleAttribute('data-staff', isRememberedAsStaff());
};
showLinks();
rememberZone();
rememberLanguage();
onSessionChange(() => {
  showLinks();
  void refreshUnread(isSignedIn());
});
// When the page has what it needs.
addEventListener('load', () => {
  void refreshUnread(isSignedIn());
  // The worker is for the next page.
  void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
});
