import type { PageDefinition } from '../page/page.ts';
import { accountPage } from './account/account.page.tsx';
import { bookPage } from './book/book.page.tsx';
import { classroomPage } from './classroom/classroom.page.ts';
import { creditPage } from './credit/credit.page.tsx';
import { documentsPage } from './documents/documents.page.tsx';
import { familyPage } from './family/family.page.tsx';
import { forgottenPasswordPage } from './forgotten-password/forgotten-password.page.tsx';
import { helpPage, privacyPage, termsPage } from './legal/legal.pages.tsx';
import { homePage } from './home/home.page.tsx';
import { inboxPage } from './inbox/inbox.page.tsx';
import { lessonPage, lessonsCalendarPage, lessonsPage } from './lessons/lessons.page.tsx';
import { myDataPage } from './my-data/my-data.page.tsx';
import { offlinePage } from './offline/offline.page.tsx';
import { payLinkPage } from './pay-link/pay-link.page.tsx';
import { payPage } from './pay/pay.page.tsx';
import { providerPage } from './provider/provider.page.tsx';
import { searchPage } from './search/search.page.tsx';
import { securityPage } from './security/security.page.tsx';
import { bookSeriesPage, seriesPage } from './series/series.page.tsx';
import { signInWithPage } from './sign-in-with/sign-in-with.page.tsx';
import { signInPage } from './sign-in/sign-in.page.tsx';
import { signUpPage } from './sign-up/sign-up.page.tsx';
import { accountsPage } from './staff/accounts.page.tsx';
import { staffPages } from './staff/staff.pages.ts';
import { statementPage } from './statement/statement.page.tsx';
import { teachingPages } from './teaching/teaching.pages.ts';
import { verifyDocumentPage } from './verify-document/verify-document.page.tsx';
import { verificationPages } from './verification/verification.pages.ts';
import { undoAddressPage } from './undo-address/undo-address.page.tsx';
import { undoErasurePage } from './undo-erasure/undo-erasure.page.tsx';

/** Every page; each stands under `/fr` and `/en`. */
export const pages: readonly PageDefinition[] = [
  // One a line, in alphabetical order.
  accountPage,
  accountsPage,
  bookPage,
  bookSeriesPage,
  classroomPage,
  creditPage,
  familyPage,
  forgottenPasswordPage,
  helpPage,
  homePage,
  inboxPage,
  lessonPage,
  lessonsCalendarPage,
  lessonsPage,
  myDataPage,
  offlinePage,
  payLinkPage,
  payPage,
  privacyPage,
  providerPage,
  searchPage,
  securityPage,
  seriesPage,
  signInPage,
  signInWithPage,
  signUpPage,
  ...staffPages,
  documentsPage,
  statementPage,
  termsPage,
  ...teachingPages,
  undoAddressPage,
  undoErasurePage,
  ...verificationPages,
  verifyDocumentPage,
];
