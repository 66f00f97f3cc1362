// Generated from docs/api/openapi.json by `npm run gen`. Do not edit.
import type { UnknownValue } from '../unknown-value.ts';

export interface paths {
  '/api/v1/auth/.well-known/jwks.json': {
    /** Public keys that verify access tokens */
    get: {
      responses: {
        200: {
          content: {
            'application/json': JwkSet;
          };
        };
      };
    };
  };
  '/api/v1/auth/register': {
    /** Sign up by e-mail or by phone */
    post: {
      requestBody: {
        content: {
          'application/json': Register;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': CodeSent;
          };
        };
      };
    };
  };
  '/api/v1/auth/verify': {
    /** Prove an address with the code; signs in */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': Verify;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/login': {
    /** Sign in by password */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': Login;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/login/otp': {
    /** Ask for a code to sign in with */
    post: {
      requestBody: {
        content: {
          'application/json': AskForCode;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': CodeSent;
          };
        };
      };
    };
  };
  '/api/v1/auth/refresh': {
    /** Trade a refresh token for new tokens */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody?: {
        content: {
          'application/json': Refresh;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/logout': {
    /** End this session */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody?: {
        content: {
          'application/json': Logout;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SignedOut;
          };
        };
      };
    };
  };
  '/api/v1/me/sessions': {
    /** Where I am signed in, the latest sign-in first */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SignInSessionPage;
          };
        };
      };
    };
    /** End all of my sign-in sessions but this one */
    delete: {
      responses: {
        200: {
          content: {
            'application/json': OthersEnded;
          };
        };
      };
    };
  };
  '/api/v1/me/sign-ins': {
    /** Who signed in to my account, or tried to; the latest first */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SignInPage;
          };
        };
      };
    };
  };
  '/api/v1/me/sessions/{id}': {
    /** End one of my sign-in sessions */
    delete: {
      parameters: {
        path: {
          /** @description The session. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SignedOut;
          };
        };
      };
    };
  };
  '/api/v1/me': {
    /** My account */
    get: {
      responses: {
        200: {
          content: {
            'application/json': User;
          };
        };
      };
    };
    /** Erase my account and all that is kept of me */
    delete: {
      responses: {
        202: {
          content: {
            'application/json': ErasureBegun;
          };
        };
      };
    };
    /** Change my name or language */
    patch: {
      requestBody?: {
        content: {
          'application/json': UpdateMe;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': User;
          };
        };
      };
    };
  };
  '/api/v1/me/addresses': {
    /** Add or replace my e-mail address or phone number */
    post: {
      requestBody: {
        content: {
          'application/json': AddAddress;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': CodeSent;
          };
        };
      };
    };
  };
  '/api/v1/auth/address-changes/undo': {
    /** Undo a change of address with the link that the address of before was sent */
    post: {
      requestBody: {
        content: {
          'application/json': UndoAddressChange;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AddressRestored;
          };
        };
      };
    };
  };
  '/api/v1/staff/accounts': {
    /** Find accounts by address, name or id */
    get: {
      parameters: {
        query: {
          /** @description An e-mail address, a phone number, an id, or how a name begins. */
          q: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FoundAccounts;
          };
        };
      };
    };
  };
  '/api/v1/staff/accounts/{userId}/suspension': {
    /** Close an account to its owner; its sign-in sessions end */
    put: {
      parameters: {
        path: {
          /** @description The account. */
          userId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: SuspensionReason;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FoundAccount;
          };
        };
      };
    };
  };
  '/api/v1/staff/accounts/{userId}/reinstatement': {
    /** Open a suspended account again; its owner has to sign in */
    post: {
      parameters: {
        path: {
          /** @description The account. */
          userId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: ReinstatementReason;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FoundAccount;
          };
        };
      };
    };
  };
  '/api/v1/staff/accounts/{userId}/passkey-invitation': {
    /** A link with which a member of staff adds a passkey */
    post: {
      parameters: {
        path: {
          /** @description The account. */
          userId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PasskeyInvitation;
          };
        };
      };
    };
  };
  '/api/v1/accounts/{userId}/roles': {
    /** Give an account its roles; ends its sign-in sessions */
    put: {
      parameters: {
        path: {
          /** @description The account. */
          userId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description All that it may do from then on. */
            roles: Role[];
            reason: RoleChangeReason;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AccountRoles;
          };
        };
      };
    };
  };
  '/api/v1/me/step-up': {
    /** How I can prove again that it is me */
    post: {
      requestBody?: {
        content: {
          'application/json': RequestStepUp;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': StepUpWays;
          };
        };
      };
    };
  };
  '/api/v1/me/step-up/verify': {
    /** Prove again that it is me */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': ProveStepUp;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SteppedUp | CookieSteppedUp;
          };
        };
      };
    };
  };
  '/api/v1/me/security': {
    /** What protects my account */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Security;
          };
        };
      };
    };
  };
  '/api/v1/me/password': {
    /** Set or change my password */
    put: {
      requestBody: {
        content: {
          'application/json': SetPassword;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Security;
          };
        };
      };
    };
  };
  '/api/v1/auth/password/reset': {
    /** Ask for a code to set a forgotten password anew */
    post: {
      requestBody: {
        content: {
          'application/json': AskForReset;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': CodeSent;
          };
        };
      };
    };
  };
  '/api/v1/auth/password/reset/confirm': {
    /** Set a forgotten password anew with the code; signs in */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': ResetPassword;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/2fa': {
    /** Go on with a sign-in by the second factor */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': SecondFactorSignIn;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/me/second-factor/totp': {
    /** Begin to use an app that makes codes */
    post: {
      responses: {
        200: {
          content: {
            'application/json': TotpBegun;
          };
        };
      };
    };
    /** Stop asking for codes of the app */
    delete: {
      responses: {
        200: {
          content: {
            'application/json': Security;
          };
        };
      };
    };
  };
  '/api/v1/me/second-factor/totp/confirm': {
    /** Show that the app works: from then on signing in asks for its codes */
    post: {
      requestBody: {
        content: {
          'application/json': ConfirmTotp;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RecoveryCodes;
          };
        };
      };
    };
  };
  '/api/v1/me/second-factor/recovery-codes': {
    /** Make new recovery codes; those of before are void */
    post: {
      responses: {
        200: {
          content: {
            'application/json': RecoveryCodes;
          };
        };
      };
    };
  };
  '/api/v1/me/export': {
    /** My latest export */
    get: {
      responses: {
        200: {
          content: {
            'application/json': DataExport;
          };
        };
      };
    };
    /** Have all that is kept of me put together in one file */
    post: {
      responses: {
        202: {
          content: {
            'application/json': DataExport;
          };
        };
      };
    };
  };
  '/api/v1/me/export/{id}/link': {
    /** A link to the file of one of my exports, for five minutes */
    post: {
      parameters: {
        path: {
          /** @description The export. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ExportLink;
          };
        };
      };
    };
  };
  '/api/v1/auth/erasure': {
    /** How far an erasure is, by the token of its message */
    post: {
      requestBody: {
        content: {
          'application/json': ErasureByToken;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Erasure;
          };
        };
      };
    };
  };
  '/api/v1/auth/erasure/undo': {
    /** Undo an erasure with the token of its message; open the account again */
    post: {
      requestBody: {
        content: {
          'application/json': ErasureByToken;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Erasure;
          };
        };
      };
    };
  };
  '/api/v1/accounts/{userId}/erasure': {
    /** The erasure of an account, with the receipts of all services */
    get: {
      parameters: {
        path: {
          /** @description The account, or what was one. */
          userId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Erasure;
          };
        };
      };
    };
  };
  '/api/v1/staff/retention/runs': {
    /** What all services have deleted in time, and how far they are */
    get: {
      responses: {
        200: {
          content: {
            'application/json': RetentionOfAll;
          };
        };
      };
    };
    /** Have a service delete now what it may not keep any longer */
    post: {
      requestBody: {
        content: {
          'application/json': RunRetention;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': RetentionRun;
          };
        };
      };
    };
  };
  '/api/v1/me/passkeys': {
    /** My passkeys */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Passkeys;
          };
        };
      };
    };
    /** Add a passkey that a browser has made */
    post: {
      requestBody: {
        content: {
          'application/json': AddPasskey;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Passkey;
          };
        };
      };
    };
  };
  '/api/v1/me/passkeys/options': {
    /** What a browser needs to make a passkey for my account */
    post: {
      responses: {
        200: {
          content: {
            'application/json': PasskeyCreation;
          };
        };
      };
    };
  };
  '/api/v1/me/passkeys/{id}': {
    /** Remove one of my passkeys */
    delete: {
      parameters: {
        path: {
          /** @description The passkey. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PasskeyRemoved;
          };
        };
      };
    };
    /** Call one of my passkeys something else */
    patch: {
      parameters: {
        path: {
          /** @description The passkey. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What its owner calls it. */
            name: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Passkey;
          };
        };
      };
    };
  };
  '/api/v1/auth/passkey/options': {
    /** What a browser needs to sign in by passkey */
    post: {
      requestBody?: {
        content: {
          'application/json': AskForPasskey;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PasskeyRequest;
          };
        };
      };
    };
  };
  '/api/v1/auth/passkey': {
    /** Sign in by passkey */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': PasskeySignIn;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/issuers': {
    /** Whose accounts sign in here */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Issuers;
          };
        };
      };
    };
  };
  '/api/v1/auth/issuers/{issuer}': {
    /** Begin to sign in with an account of another company */
    post: {
      parameters: {
        path: {
          /** @description The issuer, as `/auth/issuers` names it. */
          issuer: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': IssuerBegun;
          };
        };
      };
    };
  };
  '/api/v1/auth/issuer-answer': {
    /** Sign in with the answer of that company */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': IssuerAnswer;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/auth/issuer-sign-up': {
    /** Sign up with the ticket of an account of another company */
    post: {
      parameters: {
        header?: {
          /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
          'X-Session'?: components['parameters']['Session'];
        };
      };
      requestBody: {
        content: {
          'application/json': IssuerSignUp;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Tokens | CookieSession;
          };
        };
      };
    };
  };
  '/api/v1/me/issuer-links': {
    /** Accounts of other companies that sign in to mine */
    get: {
      responses: {
        200: {
          content: {
            'application/json': IssuerLinks;
          };
        };
      };
    };
    /** Link that account with the answer of its company */
    post: {
      requestBody: {
        content: {
          'application/json': IssuerAnswer;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': IssuerLink;
          };
        };
      };
    };
  };
  '/api/v1/me/issuer-links/begin': {
    /** Begin to link an account of another company */
    post: {
      requestBody: {
        content: {
          'application/json': BeginWithIssuer;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': IssuerBegun;
          };
        };
      };
    };
  };
  '/api/v1/me/issuer-links/ticket': {
    /** Link the account of another company that somebody came with before they signed in */
    post: {
      requestBody: {
        content: {
          'application/json': IssuerTicket;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': IssuerLink;
          };
        };
      };
    };
  };
  '/api/v1/me/issuer-links/{id}': {
    /** Unlink an account of another company */
    delete: {
      parameters: {
        path: {
          /** @description The link. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': IssuerUnlinked;
          };
        };
      };
    };
  };
  '/api/v1/me/schedule': {
    /** My schedule */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Schedule;
          };
        };
      };
    };
    /** Write my schedule */
    put: {
      requestBody: {
        content: {
          'application/json': SaveSchedule;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Schedule;
          };
        };
      };
    };
  };
  '/api/v1/me/schedule/preview': {
    /** The free times that a schedule would leave, before it is written */
    post: {
      requestBody: {
        content: {
          'application/json': PreviewSchedule;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SchedulePreview;
          };
        };
      };
    };
  };
  '/api/v1/providers/{id}/slots': {
    /** Free times of a provider, in the reader’s zone */
    get: {
      parameters: {
        query: {
          /** @description First day wanted, in `zone`. */
          from: string;
          /** @description Last day wanted, in `zone`: at most 62 days in all. */
          to: string;
          /** @description Time zone of the reader (IANA). */
          zone: string;
          /** @description How long the lesson is to be. */
          durationMinutes?: number;
          /** @description As the trial lesson of the provider, with its length and its price. */
          trial?: boolean;
          /** @description A booking that is to be moved: the time that it has counts as free. */
          movedBookingId?: string;
        };
        path: {
          /** @description The provider. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Slots;
          };
        };
      };
    };
  };
  '/api/v1/providers/{providerId}/quote': {
    /** Price and terms of one slot, if it is free */
    get: {
      parameters: {
        query: {
          /** @description When it would begin. */
          startsAt: string;
          /** @description How long it would be. */
          durationMinutes: number;
          mode: LessonMode;
          /** @description As the trial lesson of the provider, with its length and its price. */
          trial?: boolean;
          /** @description A booking that is to be moved: the time that it has counts as free. */
          movedBookingId?: string;
        };
        path: {
          /** @description Whose lesson. */
          providerId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Quote;
          };
        };
      };
    };
  };
  '/api/v1/bookings': {
    /** My bookings, the latest lesson first unless `when` says otherwise */
    get: {
      parameters: {
        query?: {
          /** @description Which side of the bookings I am on; `parent`: those of my children. */
          as?: BookingSide;
          /** @description Only those of this child of mine. */
          learnerId?: string;
          /** @description Only bookings in this state. */
          state?: BookingStateInput;
          /** @description Only lessons that begin at this time or later. */
          from?: string;
          /** @description Only lessons that begin before this time. */
          to?: string;
          /** @description Only lessons about this. */
          subject?: string;
          /** @description Only lessons with this person on the other side. */
          withId?: string;
          /** @description `upcoming`: asked for, held or confirmed and not over yet, the soonest first; `past`: all others, the latest first. */
          when?: BookingTime;
          /** @description Only this part of the list. */
          part?: BookingPart;
          /** @description How lessons of a series are listed. */
          series?: SeriesInList;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': BookingDetailsPage;
          };
        };
      };
    };
    /** Book a slot */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': CreateBooking;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}': {
    /** One of my bookings */
    get: {
      parameters: {
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': BookingDetails;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/cancellation-preview': {
    /** What a cancellation would give back, now or at another moment */
    get: {
      parameters: {
        query?: {
          /** @description When it would be canceled; now by default, and never before. */
          at?: string;
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': CancellationPreview;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/cancel': {
    /** Cancel one of my bookings */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * @description Why, for the other person; may be empty.
             * @default
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/accept': {
    /** Accept a lesson that was asked for, or a time that was proposed */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * @description A parent accepts a proposal although it is beyond the caps of the child.
             * @default false
             */
            beyondCaps?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/decline': {
    /** Decline a lesson that was asked for, or a time that was proposed */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * @description Why, for the other person; may be empty.
             * @default
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/propose': {
    /** Propose another time for a lesson that I am asked for */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Another start, one that my free slots offer. */
            startsAt: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/approvals': {
    /** Requests of my children, or mine as a child */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Approvals;
          };
        };
      };
    };
    /** Ask my parents for a lesson beyond my caps */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': AskApproval;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Approval;
          };
        };
      };
    };
  };
  '/api/v1/approvals/series': {
    /** Ask my parents for a series beyond my caps */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': AskSeriesApproval;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Approval;
          };
        };
      };
    };
  };
  '/api/v1/approvals/{approvalId}/approve': {
    /** Book what my child asked for */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The request. */
          approvalId: string;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/approvals/{approvalId}/refuse': {
    /** Refuse what my child asked for */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The request. */
          approvalId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * @description Why, for the child; may be empty.
             * @default
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Approval;
          };
        };
      };
    };
  };
  '/api/v1/approvals/{approvalId}/withdraw': {
    /** Withdraw what I asked my parents for */
    post: {
      parameters: {
        path: {
          /** @description The request. */
          approvalId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Approval;
          };
        };
      };
    };
  };
  '/api/v1/me/group-lessons': {
    /** My group lessons that are ahead, those called off too */
    get: {
      responses: {
        200: {
          content: {
            'application/json': GroupLessons;
          };
        };
      };
    };
    /** Offer a group lesson */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': OpenGroup;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': GroupLesson;
          };
        };
      };
    };
  };
  '/api/v1/me/group-lessons/{groupId}/cancel': {
    /** Call off one of my group lessons */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The group lesson. */
          groupId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * @description Why, for the learners; may be empty.
             * @default
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': GroupLesson;
          };
        };
      };
    };
  };
  '/api/v1/providers/{providerId}/group-lessons': {
    /** Group lessons of a provider that are ahead */
    get: {
      parameters: {
        path: {
          /** @description Whose group lessons. */
          providerId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': GroupLessons;
          };
        };
      };
    };
  };
  '/api/v1/group-lessons/{groupId}': {
    /** A group lesson */
    get: {
      parameters: {
        path: {
          /** @description The group lesson. */
          groupId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': GroupLesson;
          };
        };
      };
    };
  };
  '/api/v1/group-lessons/{groupId}/seats': {
    /** Book a seat in a group lesson */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The group lesson. */
          groupId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /** @description The child of mine that learns; without it, I do. */
            learnerId?: string;
            /**
             * @description A parent books although it is beyond the caps of the child.
             * @default false
             */
            beyondCaps?: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/counts': {
    /** How many of my bookings there are, by their states */
    get: {
      parameters: {
        query?: {
          /** @description Which side of the bookings I am on; `parent`: those of my children. */
          as?: BookingSide;
          /** @description Only those of this child of mine. */
          learnerId?: string;
          /** @description Only bookings in this state. */
          state?: BookingStateInput;
          /** @description Only lessons that begin at this time or later. */
          from?: string;
          /** @description Only lessons that begin before this time. */
          to?: string;
          /** @description Only lessons about this. */
          subject?: string;
          /** @description Only lessons with this person on the other side. */
          withId?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': BookingCounts;
          };
        };
      };
    };
  };
  '/api/v1/bookings/people': {
    /** With whom I have or had lessons */
    get: {
      parameters: {
        query?: {
          /** @description Which side of the bookings I am on; `parent`: those of my children. */
          as?: BookingSide;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonPeople;
          };
        };
      };
    };
  };
  '/api/v1/bookings/calendar': {
    /** My lessons of some days */
    get: {
      parameters: {
        query: {
          /** @description Which side of the bookings I am on; `parent`: those of my children. */
          as?: BookingSide;
          /** @description When the span begins. */
          from: string;
          /** @description How many days of 24 hours it has. */
          days?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': CalendarLessons;
          };
        };
      };
    };
  };
  '/api/v1/me/calendar-feed': {
    /** Whether another program can follow my lessons */
    get: {
      responses: {
        200: {
          content: {
            'application/json': CalendarFeed;
          };
        };
      };
    };
    /** Let a calendar of another program follow my lessons */
    post: {
      responses: {
        201: {
          content: {
            'application/json': OpenedCalendarFeed;
          };
        };
      };
    };
    /** Let nobody follow my lessons any more */
    delete: {
      responses: {
        200: {
          content: {
            'application/json': CalendarFeed;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/outcome': {
    /** What became of the lesson of one of my bookings */
    get: {
      parameters: {
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/choose-refund': {
    /** Have the money back of a lesson whose provider was absent */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/dispute': {
    /** Object to the outcome of a lesson */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What happened. */
            text: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/dispute/messages': {
    /** Add a word to an objection about one of my lessons */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What both sides and support are to know. */
            text: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/report': {
    /** Say what was done in a lesson that I gave */
    put: {
      parameters: {
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What was done in the lesson. */
            done: string;
            /**
             * @description What comes next, and what to prepare; may be empty.
             * @default
             */
            next?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/staff/disputes': {
    /** Lessons about which support is to decide */
    get: {
      responses: {
        200: {
          content: {
            'application/json': OpenDisputes;
          };
        };
      };
    };
  };
  '/api/v1/staff/disputes/{id}/messages': {
    /** Write to both sides of an objection */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What both sides and support are to know. */
            text: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/staff/disputes/{id}/decide': {
    /** Decide about a lesson that is contested */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description How much of what is left goes back to the learner, in percent; the provider earns the rest. */
            refundPct: number;
            /** @description Why, for both sides. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonOutcome;
          };
        };
      };
    };
  };
  '/api/v1/me/reliability': {
    /** Which of my lessons I kept */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Reliability;
          };
        };
      };
    };
  };
  '/api/v1/staff/providers/{providerId}/reliability': {
    /** Which lessons a provider kept, for support */
    get: {
      parameters: {
        path: {
          /** @description Who teaches. */
          providerId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Reliability;
          };
        };
      };
    };
  };
  '/api/v1/providers/{providerId}/reliability': {
    /** How many of their lessons a provider kept */
    get: {
      parameters: {
        path: {
          /** @description Who teaches. */
          providerId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KeptLessons;
          };
        };
      };
    };
  };
  '/api/v1/me/lessons-to-come': {
    /** What would be called off if I unpublished my profile now */
    get: {
      responses: {
        200: {
          content: {
            'application/json': LessonsToCome;
          };
        };
      };
    };
  };
  '/api/v1/staff/bookings/{id}': {
    /** A booking with its history, its money and what became of it, for support */
    get: {
      parameters: {
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': StaffBooking;
          };
        };
      };
    };
  };
  '/api/v1/staff/bookings/{id}/cancellation-preview': {
    /** Where the money would go if the platform canceled a booking */
    get: {
      parameters: {
        query?: {
          /** @description Who bears that the lesson does not take place: `provider` earns nothing by it; `platform`, which failed, pays the provider what it would have earned. */
          bornBy?: LossBearer;
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': WaiverPreview;
          };
        };
      };
    };
  };
  '/api/v1/staff/bookings/{id}/cancel': {
    /** Cancel a booking in the name of the platform */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @default provider */
            bornBy?: LossBearer;
            /** @description Why, for the history; neither side reads it. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': StaffBooking;
          };
        };
      };
    };
  };
  '/api/v1/series/preview': {
    /** Which lessons of a series could be booked */
    post: {
      requestBody: {
        content: {
          'application/json': PreviewSeries;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SeriesPreview;
          };
        };
      };
    };
  };
  '/api/v1/series': {
    /** Book a series of lessons */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': CreateSeries;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Series;
          };
        };
      };
    };
  };
  '/api/v1/series/{seriesId}': {
    /** One of my series, with its lessons */
    get: {
      parameters: {
        path: {
          /** @description The series. */
          seriesId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Series;
          };
        };
      };
    };
  };
  '/api/v1/series/{seriesId}/cancellation-preview': {
    /** What calling off lessons of a series now would give back */
    get: {
      parameters: {
        query: {
          scope: SeriesScope;
          /** @description The lesson; needed unless it is about all of them. */
          bookingId?: string;
        };
        path: {
          /** @description The series. */
          seriesId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SeriesCancellation;
          };
        };
      };
    };
  };
  '/api/v1/series/{seriesId}/cancel': {
    /** Call off lessons of one of my series */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The series. */
          seriesId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            scope: SeriesScope;
            /** @description The lesson; needed unless it is about all of them. */
            bookingId?: string;
            /**
             * @description Why, for the other person; may be empty.
             * @default
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Series;
          };
        };
      };
    };
  };
  '/api/v1/series/{seriesId}/move-preview': {
    /** Which lessons of a series could be moved, and where to */
    post: {
      parameters: {
        path: {
          /** @description The series. */
          seriesId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            scope: SeriesScope;
            /** @description The lesson; needed unless it is about all of them. */
            bookingId?: string;
            /** @description When the first of them is to begin: a start that the free slots of the provider offer. The others go as many days further and begin at the same time of day, as clocks of the provider show it. */
            startsAt: string;
            /**
             * @description Lessons that are to be at another time than the others.
             * @default []
             */
            instead?: InsteadOf[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': SeriesMovePreview;
          };
        };
      };
    };
  };
  '/api/v1/series/{seriesId}/move': {
    /** Move lessons of one of my series to other times */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The series. */
          seriesId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            scope: SeriesScope;
            /** @description The lesson; needed unless it is about all of them. */
            bookingId?: string;
            /** @description When the first of them is to begin: a start that the free slots of the provider offer. The others go as many days further and begin at the same time of day, as clocks of the provider show it. */
            startsAt: string;
            /**
             * @description Lessons that are to be at another time than the others.
             * @default []
             */
            instead?: InsteadOf[];
            /** @default all */
            take?: MoveTake;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Series;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/reschedule': {
    /** Move a paid lesson to another time */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description A start that the free slots of the provider offer. */
            startsAt: string;
            /** @description Another duration that the provider offers; as it is by default. */
            durationMinutes?: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/reschedule-proposal': {
    /** Propose other times for a paid lesson of mine */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Up to three starts that my free slots offer. */
            starts: string[];
            /** @description Why, for the learner. */
            reason: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': ProposalOfVersion;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/reschedule-proposal/accept': {
    /** Accept one of the times that the provider proposes for a paid lesson */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description One of the starts that are proposed. */
            startsAt: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Booking;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/reschedule-proposal/decline': {
    /** Decline the times that the provider proposes: the lesson stays where it is */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ProposalOfVersion;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/reschedule-proposal/withdraw': {
    /** Withdraw the times that I proposed: the lesson stays where it is */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
          /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
          'If-Match'?: components['parameters']['IfMatch'];
        };
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ProposalOfVersion;
          };
        };
      };
    };
  };
  '/api/v1/me/notifications': {
    /** My notifications, newest first */
    get: {
      parameters: {
        query?: {
          /** @description true: only those that are not read yet. */
          unread?: boolean;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Inbox;
          };
        };
      };
    };
  };
  '/api/v1/me/notifications/{id}/read': {
    /** Mark one of my notifications as read */
    post: {
      parameters: {
        path: {
          /** @description The notification. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Notification;
          };
        };
      };
    };
  };
  '/api/v1/me/notifications/read': {
    /** Mark my notifications as read, up to the newest that was shown */
    post: {
      requestBody: {
        content: {
          'application/json': NotificationsUpTo;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': UnreadCount;
          };
        };
      };
    };
  };
  '/api/v1/me/preferences': {
    /** Which channels I want */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Preferences;
          };
        };
      };
    };
    /** Choose channels */
    put: {
      requestBody: {
        content: {
          'application/json': SavePreferences;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Preferences;
          };
        };
      };
    };
  };
  '/api/v1/payments/intent': {
    /** Open the payment of a booking, or of several at once */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': CreateIntent;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': PaymentIntent;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/ways-to-pay': {
    /** The ways to pay for a booking */
    get: {
      parameters: {
        query?: {
          /** @description Other bookings of the same payer that are paid with it, as those of a series. */
          others?: string[];
          /** @description Where the payer is: what people have there comes first. */
          country?: string;
        };
        path: {
          /** @description The booking to pay for. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': WaysToPay;
          };
        };
      };
    };
  };
  '/api/v1/payments/wallet': {
    /** The Mobile Money wallet of a phone number that is to pay for a booking */
    post: {
      requestBody: {
        content: {
          'application/json': AskWallet;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Wallet;
          };
        };
      };
    };
  };
  '/api/v1/payments/{id}': {
    /** One of my payments */
    get: {
      parameters: {
        path: {
          /** @description The payment. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Payment;
          };
        };
      };
    };
  };
  '/api/v1/payments': {
    /** My payments, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only what was opened to pay for this booking. */
          bookingId?: string;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentPage;
          };
        };
      };
    };
  };
  '/api/v1/me/earnings': {
    /** What my lessons bring, the latest lesson first */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Earnings;
          };
        };
      };
    };
  };
  '/api/v1/me/payouts': {
    /** Where my earnings are paid to, what comes next, and what was paid */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Payouts;
          };
        };
      };
    };
  };
  '/api/v1/me/payouts/account': {
    /** Say to which Mobile Money number my earnings are paid */
    put: {
      requestBody: {
        content: {
          'application/json': SetPayoutAccount;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PayoutAccount;
          };
        };
      };
    };
  };
  '/api/v1/me/payouts/accounts/{currency}': {
    /** Remove the number that my earnings of one currency are paid to */
    delete: {
      parameters: {
        path: {
          /** @description The money that the number takes. */
          currency: Currency;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PayoutAccountRemoved;
          };
        };
      };
    };
  };
  '/api/v1/staff/payouts': {
    /** Payouts and numbers about which finance decides, and what failed */
    get: {
      responses: {
        200: {
          content: {
            'application/json': StaffPayouts;
          };
        };
      };
    };
  };
  '/api/v1/staff/payouts/{id}/approve': {
    /** Say yes to a large payout */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The payout. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PayoutDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/payouts/{id}/refuse': {
    /** Stop a large payout */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The payout. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Why, for whoever asks later; gone with the account of whoever is paid. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PayoutDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/payout-accounts/{id}/decide': {
    /** Let money go to a number, or not */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The number, as it was shown. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Whether money may go there. */
            accept: boolean;
            /** @description Why, for whoever asks later; gone with the account of whoever is paid. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PayoutDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/chargebacks': {
    /** Payments that the payers’ banks take back, or ask about */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Chargebacks;
          };
        };
      };
    };
  };
  '/api/v1/staff/chargebacks/{id}/file': {
    /** All that is known of the lessons of a chargeback, as a file */
    get: {
      parameters: {
        path: {
          /** @description The chargeback. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ChargebackFile;
          };
        };
      };
    };
  };
  '/api/v1/staff/chargebacks/{id}/decide': {
    /** Answer the bank of a payer, or let it have the money */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The chargeback. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            decision: DecideChargebackAs;
            /** @description Why; of an answer, what the bank reads first. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ChargebackDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/reconciliation/runs': {
    /** Comparisons of what moved, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ReconciliationRuns;
          };
        };
      };
    };
    /** Compare what a payment service moved, or our own books, over a period */
    post: {
      requestBody: {
        content: {
          'application/json': StartReconciliation;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': ReconciliationRun;
          };
        };
      };
    };
  };
  '/api/v1/staff/reconciliation/runs/{id}/statement': {
    /** Send a part of an operator’s statement */
    post: {
      parameters: {
        path: {
          /** @description The comparison that waits for it. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Which part of the file this is; one that is sent again changes nothing. */
            part: number;
            /** @description Some lines of the file, as the operator wrote it; the first part has the line that names the columns. */
            csv: string;
            /** @description Whether all of it has come: the comparison begins. */
            isLast: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ReconciliationRun;
          };
        };
      };
    };
  };
  '/api/v1/staff/reconciliation/mismatches': {
    /** Things about which two sides disagree, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only those; without it, what is open or assigned. */
          state?: MismatchStateName;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': MismatchPage;
          };
        };
      };
    };
  };
  '/api/v1/staff/reconciliation/mismatches/{id}/take': {
    /** Look into a mismatch; nobody else does then */
    post: {
      parameters: {
        path: {
          /** @description The mismatch. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Mismatch;
          };
        };
      };
    };
  };
  '/api/v1/staff/reconciliation/mismatches/{id}/resolve': {
    /** Say what became of a mismatch that I have taken */
    post: {
      parameters: {
        path: {
          /** @description The mismatch. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            resolution: MismatchResolutionName;
            /** @description Why, for whoever asks later. No data of people. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Mismatch;
          };
        };
      };
    };
  };
  '/api/v1/documents': {
    /** The documents of one of my payments */
    get: {
      parameters: {
        query: {
          /** @description The payment. */
          paymentId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentDocuments;
          };
        };
      };
    };
  };
  '/api/v1/me/documents': {
    /** All my documents */
    get: {
      parameters: {
        query?: {
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
          /** @description Only these; leave it out for documents of every kind. */
          kind?: WantedDocumentKind;
          /** @description Only of this year, by the clock of UTC; leave it out for all. */
          year?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': OwnDocuments;
          };
        };
      };
    };
  };
  '/api/v1/documents/{code}': {
    /** Whether we issued a document */
    get: {
      parameters: {
        path: {
          /** @description As it is printed, with or without dashes. */
          code: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': VerifiedDocument;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{bookingId}/payment-links': {
    /** The links by which somebody else can pay for a booking */
    get: {
      parameters: {
        path: {
          /** @description The booking to pay for. */
          bookingId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentLinks;
          };
        };
      };
    };
    /** Make a link by which somebody else pays for a booking, or for several at once */
    post: {
      parameters: {
        path: {
          /** @description The booking to pay for. */
          bookingId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /** @description Other bookings of mine that are paid with it, as those of a series. */
            others?: string[];
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': NewPaymentLink;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{bookingId}/payment-links/{id}': {
    /** Withdraw a link */
    delete: {
      parameters: {
        path: {
          /** @description The booking. */
          bookingId: string;
          /** @description The link. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LinkWithdrawn;
          };
        };
      };
    };
  };
  '/api/v1/payment-links/open': {
    /** What somebody is asked to pay, by the link */
    post: {
      requestBody: {
        content: {
          'application/json': OpenLink;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentRequest;
          };
        };
      };
    };
  };
  '/api/v1/payment-links/pay': {
    /** Open the payment of a link */
    post: {
      requestBody: {
        content: {
          'application/json': PayLink;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LinkIntent;
          };
        };
      };
    };
  };
  '/api/v1/payment-links/wallet': {
    /** The Mobile Money wallet of a phone number that is to pay by a link */
    post: {
      requestBody: {
        content: {
          'application/json': AskLinkWallet;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Wallet;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{bookingId}/payment-quotes': {
    /** What the price of a booking is in other money */
    post: {
      parameters: {
        path: {
          /** @description The booking to pay for. */
          bookingId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Other bookings of the same payer that are paid with it, as those of a series. */
            others?: string[];
            /** @description What is to be paid: one of those that a way to pay names. */
            currency: Currency;
            /** @description Whether my credit pays first; then what it leaves is quoted. */
            credit?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentQuote;
          };
        };
      };
    };
  };
  '/api/v1/payment-links/quote': {
    /** What somebody is asked to pay by a link, in other money */
    post: {
      requestBody: {
        content: {
          'application/json': AskLinkQuote;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentQuote;
          };
        };
      };
    };
  };
  '/api/v1/me/statement': {
    /** My statement of a month */
    get: {
      parameters: {
        query: {
          /** @description Which month, by the clock of UTC. */
          month: string;
          as: StatementSide;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Statement;
          };
        };
      };
    };
  };
  '/api/v1/me/annual-statement': {
    /** Have my annual statement of a year that is over */
    post: {
      requestBody: {
        content: {
          'application/json': AskAnnualStatement;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AnnualStatement;
          };
        };
      };
    };
  };
  '/api/v1/staff/ledger': {
    /** Look into the books, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description With a line of that account. */
          account?: LedgerAccountName;
          /** @description Whose account it is: the id of a user, the name of a payment service, `platform`, or the tax office of a country as in `tax-ci`. */
          owner?: string;
          /** @description About that lesson. */
          bookingId?: string;
          /** @description About that payment. */
          paymentId?: string;
          /** @description What a payment service calls a payment, refund or payout. */
          pspRef?: string;
          /** @description What happened. */
          kind?: LedgerKindName;
          /** @description Since when. */
          from?: string;
          /** @description Until when, not included. */
          to?: string;
          /** @description With a line of that much, whichever side; minor units. */
          amount?: number;
          /** @description With a line in that currency. */
          currency?: Currency;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LedgerPage;
          };
        };
      };
    };
  };
  '/api/v1/me/credit': {
    /** My credit, and refunds that I may have as credit */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Credit;
          };
        };
      };
    };
  };
  '/api/v1/me/refunds/{id}/choose': {
    /** Say how I want a refund that my payment service does not take back */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The refund. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            as: RefundChoice;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RefundChosen;
          };
        };
      };
    };
  };
  '/api/v1/me/credit/payouts': {
    /** Have my credit paid out */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': PayOutCredit;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': CreditPayout;
          };
        };
      };
    };
  };
  '/api/v1/staff/refunds': {
    /** Refunds that a person has to send */
    get: {
      responses: {
        200: {
          content: {
            'application/json': StaffRefunds;
          };
        };
      };
    };
  };
  '/api/v1/staff/refunds/{id}/sent': {
    /** Say that I have sent a refund by hand */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The refund. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description By which the transfer is found again at the payment service, or at the bank. */
            reference: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RefundSent;
          };
        };
      };
    };
  };
  '/api/v1/staff/adjustments': {
    /** Adjustments of the books, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only those. */
          state?: AdjustmentStateName;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Adjustments;
          };
        };
      };
    };
    /** Propose an adjustment of the books */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': ProposeAdjustment;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': AdjustmentMade;
          };
        };
      };
    };
  };
  '/api/v1/staff/fx': {
    /** What is open between currencies */
    get: {
      responses: {
        200: {
          content: {
            'application/json': FxPositions;
          };
        };
      };
    };
  };
  '/api/v1/staff/fx/conversions': {
    /** Propose to book an exchange that took place at a bank */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': ProposeConversion;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': AdjustmentMade;
          };
        };
      };
    };
  };
  '/api/v1/staff/adjustments/{id}/approve': {
    /** Say yes to an adjustment that somebody else has proposed */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The adjustment. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AdjustmentMade;
          };
        };
      };
    };
  };
  '/api/v1/staff/adjustments/{id}/refuse': {
    /** Refuse an adjustment that somebody else has proposed */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The adjustment. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Why not, for whoever proposed it. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AdjustmentMade;
          };
        };
      };
    };
  };
  '/api/v1/staff/reserves': {
    /** What finance keeps of single providers, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only those. */
          state?: ReserveStateName;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Reserves;
          };
        };
      };
    };
    /** Keep a part of what one provider will earn */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': SetReserve;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': ReserveDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/reserves/rules': {
    /** The rules by which a part of earnings is kept */
    get: {
      responses: {
        200: {
          content: {
            'application/json': ReserveRules;
          };
        };
      };
    };
  };
  '/api/v1/staff/reserves/{id}/lift': {
    /** Keep nothing more by what was set for one provider */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description What was set. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Why, for the team. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ReserveDecided;
          };
        };
      };
    };
  };
  '/api/v1/staff/risk': {
    /** Payments that rules want a person to look at, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only those. */
          state?: PaymentReviewStateName;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentReviews;
          };
        };
      };
    };
  };
  '/api/v1/staff/risk/rules': {
    /** The rules by which payments are looked at */
    get: {
      responses: {
        200: {
          content: {
            'application/json': RiskRules;
          };
        };
      };
    };
  };
  '/api/v1/staff/risk/{id}/decide': {
    /** Release a payment, or send it back */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
        path: {
          /** @description The payment. */
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            decision: PaymentReviewDecision;
            /** @description Why, for the team. */
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PaymentReviewDecided;
          };
        };
      };
    };
  };
  '/api/v1/me/profile': {
    /** My provider profile */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
    /** Write my provider profile */
    put: {
      requestBody: {
        content: {
          'application/json': SaveProfile;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/publish': {
    /** Show my profile in the search */
    post: {
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/pause': {
    /** Take my profile out of the search, and keep the lessons that are booked */
    post: {
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/unpublish': {
    /** Take my profile out of the search, and call off all lessons to come */
    post: {
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/photo': {
    /** Send a photo of me */
    post: {
      requestBody: {
        content: {
          'application/json': AnnouncedFile;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Upload;
          };
        };
      };
    };
    /** Remove my photo */
    delete: {
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/photo/{uploadId}/complete': {
    /** Take the photo that was sent */
    post: {
      parameters: {
        path: {
          /** @description The upload that has ended. */
          uploadId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /** @description What to show of it; the largest square in its middle by default. */
            crop?: PhotoCrop;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Profile;
          };
        };
      };
    };
  };
  '/api/v1/profiles/{id}': {
    /** A published profile */
    get: {
      parameters: {
        path: {
          /** @description The provider; or the readable end of an address, the present one or one of before. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Listing;
          };
        };
      };
    };
  };
  '/api/v1/me/profile/address': {
    /** My exact address for lessons in person */
    get: {
      responses: {
        200: {
          content: {
            'application/json': ExactAddress;
          };
        };
      };
    };
    /** Write my exact address for lessons in person */
    put: {
      requestBody: {
        content: {
          'application/json': SaveExactAddress;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ExactAddress;
          };
        };
      };
    };
    /** Remove my exact address */
    delete: {
      responses: {
        200: {
          content: {
            'application/json': AddressRemoved;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/place': {
    /** Where a lesson takes place */
    get: {
      parameters: {
        path: {
          /** @description The booking of the lesson. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': LessonPlace;
          };
        };
      };
    };
  };
  '/api/v1/me/kyc': {
    /** What was checked of me */
    get: {
      responses: {
        200: {
          content: {
            'application/json': KycVerifications;
          };
        };
      };
    };
  };
  '/api/v1/me/kyc/documents': {
    /** Send a document that proves something of me */
    post: {
      requestBody: {
        content: {
          'application/json': BeginKycDocument;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Upload;
          };
        };
      };
    };
  };
  '/api/v1/me/kyc/documents/{uploadId}/complete': {
    /** Take the document that was sent */
    post: {
      parameters: {
        path: {
          /** @description The upload that has ended. */
          uploadId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycVerification;
          };
        };
      };
    };
  };
  '/api/v1/me/kyc/{check}/submit': {
    /** Have my documents checked */
    post: {
      parameters: {
        path: {
          /** @description Whose documents are all there. */
          check: KycCheckName;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycVerification;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc': {
    /** Cases that wait for a person, the oldest first */
    get: {
      parameters: {
        query?: {
          /** @description Only cases of this check. */
          check?: KycCheckName;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycQueuedPage;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc/{caseId}': {
    /** A case with all that is known of it */
    get: {
      parameters: {
        path: {
          /** @description The case. */
          caseId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycCase;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc/{caseId}/claim': {
    /** Work on a case: for half an hour nobody else can */
    post: {
      parameters: {
        path: {
          /** @description The case. */
          caseId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycCase;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc/{caseId}/release': {
    /** Leave a case to others */
    post: {
      parameters: {
        path: {
          /** @description The case. */
          caseId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycCase;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc/documents/{documentId}/open': {
    /** Read a document of a case that one works on */
    post: {
      parameters: {
        path: {
          /** @description The document. */
          documentId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: KycAccessReason;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': OpenedKycDocument;
          };
        };
      };
    };
  };
  '/api/v1/staff/kyc/{caseId}/decide': {
    /** Decide about a case that one works on */
    post: {
      parameters: {
        path: {
          /** @description The case. */
          caseId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Yes or no. */
            decision: KycApproval | KycRefusal;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': KycCase;
          };
        };
      };
    };
  };
  '/api/v1/me/children': {
    /** My children */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Children;
          };
        };
      };
    };
    /** Add a child that does not sign in by itself */
    post: {
      parameters: {
        header: {
          /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
          'Idempotency-Key': components['parameters']['IdempotencyKey'];
        };
      };
      requestBody: {
        content: {
          'application/json': CreateChild;
        };
      };
      responses: {
        201: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
  };
  '/api/v1/me/children/{childId}': {
    /** One of my children */
    get: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
    /** End my link to a child */
    delete: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FamilyLeft;
          };
        };
      };
    };
    /** Change the name or the time zone of a child */
    patch: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /** @description First name or nickname, which the child’s providers see. */
            firstName?: string;
            /** @description Time zone of the family, in which hours and months are counted. */
            zone?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
  };
  '/api/v1/me/children/{childId}/caps': {
    /** Say what may be booked for a child without approval */
    put: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What lessons booked within one month may cost; null for no limit. */
            monthly: Money | null;
            /** @description Whose lessons may be booked; null for everybody’s. */
            providers: string[] | null;
            /** @description When lessons may be; null for any time. */
            hours: LessonHours | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
  };
  '/api/v1/me/children/{childId}/recording': {
    /** Agree to recordings of a child’s lessons, or take that back */
    put: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What the parent agrees to; null takes it back. */
            consent: GivenConsent | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
  };
  '/api/v1/me/children/{childId}/invitations': {
    /** Invite a second parent, or a child to sign in by itself */
    post: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            as: InviteAs;
            address: Address;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': SentInvitation;
          };
        };
      };
    };
  };
  '/api/v1/me/family/invitations': {
    /** Invitations of mine, and to my addresses */
    get: {
      responses: {
        200: {
          content: {
            'application/json': FamilyInvitations;
          };
        };
      };
    };
  };
  '/api/v1/me/family/invitations/{invitationId}/accept': {
    /** Join a family */
    post: {
      parameters: {
        path: {
          /** @description The invitation. */
          invitationId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What the invited person agrees to. */
            consent: GivenConsent;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Child;
          };
        };
      };
    };
  };
  '/api/v1/me/family/invitations/{invitationId}': {
    /** Withdraw an invitation of mine, or decline one to me */
    delete: {
      parameters: {
        path: {
          /** @description The invitation. */
          invitationId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': InvitationEnded;
          };
        };
      };
    };
  };
  '/api/v1/me/family': {
    /** My family, as a child */
    get: {
      responses: {
        200: {
          content: {
            'application/json': MyFamily;
          };
        };
      };
    };
  };
  '/api/v1/me/family/take-over': {
    /** End the links to my parents, being of age */
    post: {
      responses: {
        200: {
          content: {
            'application/json': FamilyLeft;
          };
        };
      };
    };
  };
  '/api/v1/me/learning': {
    /** What I want to learn */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Learning;
          };
        };
      };
    };
    /** Write what I want to learn */
    put: {
      requestBody?: {
        content: {
          'application/json': SaveLearning;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Learning;
          };
        };
      };
    };
  };
  '/api/v1/me/children/{childId}/learning': {
    /** What one of my children is to learn */
    get: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Learning;
          };
        };
      };
    };
    /** Write what one of my children is to learn */
    put: {
      parameters: {
        path: {
          /** @description The child. */
          childId: string;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /** @description Where they are at school, or beyond it. */
            level?: LevelName;
            /**
             * @description What they want to learn.
             * @default []
             */
            subjects?: string[];
            /**
             * @description What they want to reach, a line each.
             * @default []
             */
            goals?: string[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Learning;
          };
        };
      };
    };
  };
  '/api/v1/search/tutors': {
    /** Tutors by subject, near a place */
    get: {
      parameters: {
        query?: {
          /** @description Words to find, all of them; none is an operator. A text that names a subject finds who offers it, and whoever mentions the words only when those do not fill a page. Blank is absent. */
          q?: string;
          /** @description Only who gives lessons in this language (ISO 639). */
          lang?: string;
          /** @description Only who gives lessons this way. */
          mode?: LessonMode;
          /** @description Only who lives in this country (ISO 3166-1 alpha-2). */
          country?: string;
          /** @description Only who has had this checked. */
          verified?: KycCheckName;
          /** @description Only who is booked this way: `instant` for a lesson that is held at once. */
          bookingMode?: BookingMode;
          /** @description Prices are compared within one currency: needed along with `minRate`, `maxRate` or `sort=price`. */
          currency?: Currency;
          /** @description Lowest price of an hour, minor units. */
          minRate?: number;
          /** @description Highest price of an hour, minor units. */
          maxRate?: number;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
          /** @description `best`: what fits best first; `distance`: the nearest first; `price`: the cheapest first. */
          sort?: TutorSearchOrder;
          /** @description A subject in the words of the reader: `maths`, `Mathématiques` and `mathematics` are one. Blank is absent. */
          subject?: string;
          /** @description Only who teaches at this level: the subject, where one is asked for or named by `q`, else any. */
          level?: LevelName;
          /** @description Degrees north of the place to search around; needs `lng`. */
          lat?: number;
          /** @description Degrees east of the place to search around; needs `lat`. */
          lng?: number;
          /** @description How far around the place, kilometres. */
          radiusKm?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Found;
          };
        };
      };
    };
  };
  '/api/v1/search/coaches': {
    /** Coaches by expertise and language */
    get: {
      parameters: {
        query?: {
          /** @description Words to find, all of them; none is an operator. A text that names a subject finds who offers it, and whoever mentions the words only when those do not fill a page. Blank is absent. */
          q?: string;
          /** @description Only who gives lessons in this language (ISO 639). */
          lang?: string;
          /** @description Only who gives lessons this way. */
          mode?: LessonMode;
          /** @description Only who lives in this country (ISO 3166-1 alpha-2). */
          country?: string;
          /** @description Only who has had this checked. */
          verified?: KycCheckName;
          /** @description Only who is booked this way: `instant` for a lesson that is held at once. */
          bookingMode?: BookingMode;
          /** @description Prices are compared within one currency: needed along with `minRate`, `maxRate` or `sort=price`. */
          currency?: Currency;
          /** @description Lowest price of an hour, minor units. */
          minRate?: number;
          /** @description Highest price of an hour, minor units. */
          maxRate?: number;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
          /** @description `best`: what fits best first; `price`: the cheapest first. */
          sort?: SearchOrder;
          /** @description An expertise in the words of the reader: `maths`, `Mathématiques` and `mathematics` are one. Blank is absent. */
          expertise?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Found;
          };
        };
      };
    };
  };
  '/api/v1/search/mentors': {
    /** Mentors by domain and language */
    get: {
      parameters: {
        query?: {
          /** @description Words to find, all of them; none is an operator. A text that names a subject finds who offers it, and whoever mentions the words only when those do not fill a page. Blank is absent. */
          q?: string;
          /** @description Only who gives lessons in this language (ISO 639). */
          lang?: string;
          /** @description Only who gives lessons this way. */
          mode?: LessonMode;
          /** @description Only who lives in this country (ISO 3166-1 alpha-2). */
          country?: string;
          /** @description Only who has had this checked. */
          verified?: KycCheckName;
          /** @description Only who is booked this way: `instant` for a lesson that is held at once. */
          bookingMode?: BookingMode;
          /** @description Prices are compared within one currency: needed along with `minRate`, `maxRate` or `sort=price`. */
          currency?: Currency;
          /** @description Lowest price of an hour, minor units. */
          minRate?: number;
          /** @description Highest price of an hour, minor units. */
          maxRate?: number;
          /** @description `nextCursor` of the page before; leave it out for the first page. */
          cursor?: string;
          /** @description How many items a page holds at most. */
          limit?: number;
          /** @description `best`: what fits best first; `price`: the cheapest first. */
          sort?: SearchOrder;
          /** @description A domain in the words of the reader: `maths`, `Mathématiques` and `mathematics` are one. Blank is absent. */
          domain?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Found;
          };
        };
      };
    };
  };
  '/api/v1/search/suggest': {
    /** Subjects and expertises that begin like the text */
    get: {
      parameters: {
        query: {
          /** @description How the word begins. */
          q: string;
          /** @description How many suggestions at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Suggestions;
          };
        };
      };
    };
  };
  '/api/v1/search/subjects': {
    /** Subjects and expertises with their names in every language */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Subjects;
          };
        };
      };
    };
  };
  '/api/v1/search/places': {
    /** Cities and parts of cities that begin like the text, with their coordinates */
    get: {
      parameters: {
        query: {
          /** @description How the name begins; those of the city and the country may follow. */
          q: string;
          /** @description How many places at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Places;
          };
        };
      };
    };
  };
  '/api/v1/search/places/look-up': {
    /** Places that somebody’s words may mean, with their coordinates */
    get: {
      parameters: {
        query: {
          /** @description A place in somebody’s own words. */
          q: string;
          /** @description How many places at most. */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FoundPlaces;
          };
        };
      };
    };
  };
  '/api/v1/search/places/nearest': {
    /** The city, or the part of one, around a point */
    get: {
      parameters: {
        query: {
          /** @description Degrees north; a hundredth is exact enough. */
          lat: number;
          /** @description Degrees east; a hundredth is exact enough. */
          lng: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PlaceAround;
          };
        };
      };
    };
  };
  '/api/v1/staff/search/reindexings': {
    /** When all that can be found was made anew, and how far it is */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Reindexings;
          };
        };
      };
    };
    /** Make all that can be found anew */
    post: {
      responses: {
        202: {
          content: {
            'application/json': Reindexing;
          };
        };
      };
    };
  };
  '/api/v1/sessions/token': {
    /** A token to enter the classroom of a booking */
    get: {
      parameters: {
        query: {
          /** @description The booking of the lesson. */
          bookingId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ClassroomToken;
          };
        };
      };
    };
  };
  '/api/v1/sessions/{bookingId}/attendance': {
    /** Who was in one of my lessons */
    get: {
      parameters: {
        path: {
          /** @description The booking of the lesson. */
          bookingId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Attendance;
          };
        };
      };
    };
  };
  '/api/v1/staff/sessions/{bookingId}/attendance': {
    /** Who was in a lesson, for support */
    get: {
      parameters: {
        path: {
          /** @description The booking of the lesson. */
          bookingId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Attendance;
          };
        };
      };
    };
  };
  '/api/v1/sessions/{bookingId}/door': {
    /** The door of one of my lessons in person */
    get: {
      parameters: {
        path: {
          /** @description The booking of the lesson. */
          bookingId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Door;
          };
        };
      };
    };
  };
  '/api/v1/sessions/{bookingId}/check-in': {
    /** Enter the PIN that the learner says at the door */
    post: {
      parameters: {
        path: {
          /** @description The booking of the lesson. */
          bookingId: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What the learner read out. */
            pin: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': Door;
          };
        };
      };
    };
  };
  '/api/v1/payments/webhooks': {
    /** An event of `stripe` */
    post: {
      requestBody: {
        content: {
          'application/json': unknown;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * @description It need not be sent again.
               * @constant
               */
              received: true;
            };
          };
        };
      };
    };
  };
  '/api/v1/payments/webhooks/{psp}': {
    /** The same, of a payment service that uses PUT */
    put: {
      parameters: {
        path: {
          /** @description The payment service, as in `stripe`. */
          psp: string;
        };
      };
      requestBody: {
        content: {
          'application/json': unknown;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * @description It need not be sent again.
               * @constant
               */
              received: true;
            };
          };
        };
      };
    };
    /** An event of a payment service */
    post: {
      parameters: {
        path: {
          /** @description The payment service, as in `stripe`. */
          psp: string;
        };
      };
      requestBody: {
        content: {
          'application/json': unknown;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * @description It need not be sent again.
               * @constant
               */
              received: true;
            };
          };
        };
      };
    };
  };
  '/api/v1/sessions/webhooks/livekit': {
    /** Somebody entered or left a classroom */
    post: {
      requestBody: {
        content: {
          'application/webhook+json': unknown;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * @description It need not be sent again.
               * @constant
               */
              received: true;
            };
          };
        };
      };
    };
  };
  '/api/v1/kyc/callbacks/smile_id': {
    /** A service that checks identities has an answer */
    post: {
      requestBody: {
        content: {
          'application/json': unknown;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * @description It need not be sent again.
               * @constant
               */
              received: true;
            };
          };
        };
      };
    };
  };
  '/api/v1/auth/issuer-form': {
    /** An issuer posts its answer */
    post: {
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': Record<string, never>;
        };
      };
    };
  };
  '/api/v1/me/notifications/stream': {
    /** Something new is in my inbox */
    get: {
      responses: {
        200: {
          content: {
            'text/event-stream': string;
          };
        };
      };
    };
  };
  '/api/v1/client-reports': {
    /** How a page felt, and what failed in it */
    post: {
      requestBody: {
        content: {
          'application/json': {
            reports: (
              | {
                  /** @constant */
                  kind: 'vital';
                  /**
                   * @description As the library web-vitals names it.
                   * @enum {string}
                   */
                  name: 'LCP' | 'INP' | 'TTFB' | 'FCP' | 'CLS';
                  /** @description Milliseconds; of CLS a score. */
                  value: number;
                  /** @description The path of the page; counted by its pattern, so ids in it go nowhere. */
                  route: string;
                  /**
                   * @description What people hold: `phone` when the screen is narrow.
                   * @enum {string}
                   */
                  device: 'phone' | 'desktop';
                }
              | {
                  /** @constant */
                  kind: 'error';
                  /** @description Of the class of the error, never its message. */
                  name: string;
                  /** @description The path of the page; counted by its pattern, so ids in it go nowhere. */
                  route: string;
                  /** @description File name of the script. */
                  script?: string;
                  line?: number;
                  column?: number;
                  /** @description Of the page. */
                  release?: string;
                }
            )[];
          };
          'application/reports+json': Record<string, never>[];
          'application/csp-report': Record<string, never>;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/api/v1/objects/{key}': {
    /** Fetch a file along its link */
    get: {
      parameters: {
        path: {
          /** @description The rest of the path, with its slashes. */
          key: string;
        };
      };
      responses: {
        200: {
          content: {
            '*/*': string;
          };
        };
        206: {
          content: {
            '*/*': string;
          };
        };
      };
    };
    /** Send a file along its link */
    put: {
      parameters: {
        path: {
          /** @description The rest of the path, with its slashes. */
          key: string;
        };
      };
      requestBody: {
        content: {
          '*/*': string;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/api/v1/media/{key}': {
    /** A picture for everybody */
    get: {
      parameters: {
        path: {
          /** @description The rest of the path, with its slashes. */
          key: string;
        };
      };
      responses: {
        200: {
          content: {
            'image/webp': string;
          };
        };
      };
    };
  };
  '/api/v1/bookings/{id}/calendar.ics': {
    /** A lesson of mine, for my calendar */
    get: {
      parameters: {
        path: {
          /** @description The booking. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/calendar': string;
          };
        };
      };
    };
  };
  '/api/v1/calendar/{file}': {
    /** The lessons that a calendar of another program follows */
    get: {
      parameters: {
        path: {
          /** @description A secret and `.ics`: whoever has it reads the calendar. */
          file: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/calendar': string;
          };
        };
      };
    };
  };
  '/api/v1/bookings/lessons.csv': {
    /** My lessons as a table, for spreadsheets */
    get: {
      parameters: {
        query?: {
          /** @description Which side of the bookings I am on; `parent`: those of my children. */
          as?: 'learner' | 'provider' | 'parent';
          /** @description Only those of this child of mine. */
          learnerId?: string;
          /** @description Only bookings in this state. */
          state?:
            | 'requested'
            | 'proposed'
            | 'pending'
            | 'confirmed'
            | 'completed'
            | 'no_show'
            | 'expired'
            | 'declined'
            | 'canceled'
            | 'refunded';
          /** @description Only lessons that begin at this time or later. */
          from?: string;
          /** @description Only lessons that begin before this time. */
          to?: string;
          /** @description Only lessons about this. */
          subject?: string;
          /** @description Only lessons with this person on the other side. */
          withId?: string;
          /** @description `upcoming`: asked for, held or confirmed and not over yet, the soonest first; `past`: all others, the latest first. */
          when?: 'upcoming' | 'past';
          /** @description Only this part of the list. */
          part?: 'upcoming' | 'to_pay' | 'asked' | 'past' | 'canceled';
          /** @description How lessons of a series are listed. */
          series?: 'apart' | 'together';
          /** @description IANA time zone. */
          zone?: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/csv': string;
          };
        };
      };
    };
  };
  '/api/v1/payments/{id}/receipt.pdf': {
    /** The receipt of one of my payments */
    get: {
      parameters: {
        path: {
          /** @description The payment. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/pdf': string;
          };
        };
      };
    };
  };
  '/api/v1/refunds/{id}/credit-note.pdf': {
    /** The credit note of money that came back to me */
    get: {
      parameters: {
        path: {
          /** @description The refund. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/pdf': string;
          };
        };
      };
    };
  };
  '/api/v1/refunds/{id}/credit-note-reversal.pdf': {
    /** The reversal of a credit note, whose money did not reach me */
    get: {
      parameters: {
        path: {
          /** @description The refund. */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/pdf': string;
          };
        };
      };
    };
  };
  '/api/v1/me/statement.pdf': {
    /** My statement of a month */
    get: {
      parameters: {
        query: {
          /** @description Which month, by the clock of UTC. */
          month: string;
          /** @description `payer`: what is held of my payments until lessons are given; `provider`: what my lessons have earned; `credit`: my credit; `reserve`: what of my earnings is kept for a while. */
          as: 'payer' | 'provider' | 'credit' | 'reserve';
        };
      };
      responses: {
        200: {
          content: {
            'application/pdf': string;
          };
        };
      };
    };
  };
  '/api/v1/me/annual-statement.pdf': {
    /** My annual statement, for taxes */
    get: {
      parameters: {
        query: {
          /** @description Which year, by the clock of UTC. It must be over. */
          year: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/pdf': string;
          };
        };
      };
    };
  };
  '/api/v1/openapi.json': {
    /** This document */
    get: {
      responses: {
        200: {
          content: {
            'application/json': Record<string, never>;
          };
        };
      };
    };
  };
}
export interface components {
  schemas: {
    /** @description An account and what it may do. */
    AccountRoles: {
      /** @description The account. */
      userId: string;
      /** @description What it may do. */
      roles: Role[];
    };
    /** @description A new way to reach me. */
    AddAddress: {
      address: Address;
    };
    /** @description A passkey for my account. */
    AddPasskey: {
      /** @description What a link for a first passkey carries. */
      invitation?: string;
      /** @description What its owner calls it; its browser and system by default. */
      name?: string;
      credential: PasskeyCredential;
    };
    /** @description Exactly one way to reach a person. */
    Address: EmailAddress | PhoneAddress;
    /**
     * @description How a person is reached outside the app.
     * @enum {string}
     */
    AddressChannel: 'email' | 'sms';
    /** @description The exact address is gone. */
    AddressRemoved: {
      /** @description False where there was none. */
      removed: boolean;
    };
    /** @description The address of before counts again. */
    AddressRestored: {
      /** @description When the address was set back. */
      restoredAt: string;
    };
    /**
     * @description An account of the books that people may adjust.
     * @enum {string}
     */
    AdjustableAccount:
      | 'provider_payable'
      | 'platform_revenue'
      | 'platform_costs'
      | 'refunds'
      | 'psp_clearing'
      | 'suspense'
      | 'psp_fees'
      | 'bank';
    /** @description What finance puts right in the books by hand. */
    Adjustment: {
      /** @description The adjustment. */
      id: string;
      state: AdjustmentState;
      /** @description The account that is debited. */
      debit: NamedAdjustmentSide;
      /** @description The account that is credited. */
      credit: NamedAdjustmentSide;
      /** @description How much. */
      amount: Money;
      /**
       * @description What it was exchanged into, where it is an exchange; else null.
       * @default null
       */
      conversion: Conversion | null;
      /** @description Why. Whoever’s account it is reads it in their statement. */
      reason: string;
      /** @description What proves it: a ticket, a mismatch, a letter. */
      reference: string;
      /** @description Who proposed it. */
      proposedBy: AdjustmentPerson;
      /** @description When. */
      proposedAt: string;
      /** @description Who decided about it; null before. */
      decidedBy: AdjustmentPerson | null;
      /** @description When; null before. */
      decidedAt: string | null;
      /** @description Why it was refused; null unless it was. */
      refusal: string | null;
    };
    /** @description It is done. */
    AdjustmentMade: {
      /** @description The adjustment. */
      id: string;
    };
    /** @description Somebody of finance. */
    AdjustmentPerson: {
      /** @description Identifier (UUID). */
      id: string;
      /** @description The name of their account; null where it is gone. */
      name: string | null;
    };
    /** @description One side of an adjustment: an account, and whose. */
    AdjustmentSide: {
      account: AdjustableAccount;
      /** @description Whose account it is: the id of a user, the name of a payment service, `platform`, or the tax office of a country as in `tax-ci`. */
      owner: string;
    };
    /** @description `proposed`: waits for a second person; `approved`: it is in the books; `refused`: nothing was booked. More values may come: treat one that you do not know as unknown. */
    AdjustmentState: 'proposed' | 'approved' | 'refused' | UnknownValue;
    /**
     * @description `proposed`: waits for a second person; `approved`: it is in the books; `refused`: nothing was booked.
     * @enum {string}
     */
    AdjustmentStateName: 'proposed' | 'approved' | 'refused';
    /** @description One page of adjustments. */
    Adjustments: {
      /** @description The items of this page, in the order of the list. */
      items: Adjustment[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description How many wait for a yes or no of whoever asks. */
      waiting: number;
    };
    /** @description A field that would tell learners more. */
    AdvisedField: {
      /** @description JSON pointer to the field (RFC 6901). */
      pointer: string;
      /** @description Why it is needed: a code of field errors. */
      code: string;
    };
    /** @description The file that will be sent, and no other. */
    AnnouncedFile: {
      /** @description Media type of the file. */
      type: string;
      /** @description Its exact length. */
      bytes: number;
      /** @description SHA-256 of its bytes, hexadecimal. */
      sha256: string;
    };
    /** @description What I earned in a year, for taxes: a document that never changes. */
    AnnualStatement: {
      /** @description Which year, by the clock of UTC. It must be over. */
      year: number;
      /** @description Issuer, series, year of issue and a number that leaves none out. */
      number: string;
      /** @description When it was issued. */
      issuedAt: string;
    };
    /** @description A child’s request to book beyond its caps. */
    Approval: {
      /** @description The request. */
      id: string;
      /** @description Who asks, and would learn. */
      childId: string;
      /** @description The name of the child; null when it cannot be had just now. */
      childName: string | null;
      /** @description Whose lesson. */
      providerId: string;
      /** @description The name on the profile of who teaches; null when it cannot be had just now. */
      providerName: string | null;
      /** @description When the lesson would begin; of a series, the first. */
      startsAt: string;
      /** @description When the lesson would end; of a series, the first. */
      endsAt: string;
      mode: LessonMode;
      /** @description What the lesson is about; null when nothing was said. */
      subject: string | null;
      /** @description What it cost when the child asked, of a series each lesson: it is approved at this price at most. */
      price: Money;
      /** @description Which caps it was beyond when the child asked. */
      beyond: CapName[];
      state: ApprovalState;
      /** @description When the child asked. */
      askedAt: string;
      /** @description Until when a parent can answer: never later than the lesson begins. */
      expiresAt: string;
      /** @description When a parent answered; null while nobody has. */
      decidedAt: string | null;
      /** @description Why a parent refused; null where nothing was said. */
      reason: string | null;
      /** @description What was booked, of a series the first lesson; null unless it was approved. */
      bookingId: string | null;
      /** @description Its lessons; null where it is about one lesson. */
      series: AskedSeries | null;
      /** @description The series that was booked; null where none was. */
      seriesId: string | null;
    };
    /** @description `open`: waits for a parent; `approved`: a parent booked it; `refused`: a parent said no; `withdrawn`: the child wants it no more; `expired`: nobody answered in time; `ended`: the child has no parent here any more. More values may come: treat one that you do not know as unknown. */
    ApprovalState:
      'open' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'ended' | UnknownValue;
    /** @description Requests of mine, or of my children. */
    Approvals: {
      /** @description Those that are open, and what became of the others lately; the latest first. */
      items: Approval[];
    };
    /** @description The annual statement of which year. */
    AskAnnualStatement: {
      /** @description Which year, by the clock of UTC. It must be over. */
      year: number;
    };
    /** @description A lesson that a child wants and that is beyond its caps. */
    AskApproval: {
      /** @description Whose lesson. */
      providerId: string;
      /** @description A start that the free slots of the provider offer. */
      startsAt: string;
      /**
       * @description One of the durations that the provider offers.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where the lesson takes place.
       * @default online
       */
      mode?: LessonMode;
      /** @description What it is about, one of the provider’s subjects. */
      subject?: string;
      /** @description The `token` of the quote that was shown: the lesson is booked at that price and on those terms, or refused where they have changed. Without it, at the price of the moment. */
      quote?: string;
    };
    /** @description Where to send a code. */
    AskForCode: {
      address: Address;
    };
    /** @description What the passkey is for. */
    AskForPasskey: {
      /** @description From `params` of `auth.mfa_required`, where a passkey is to be the second factor; none to sign in. */
      challenge?: string;
    };
    /** @description An address of the account whose password is forgotten. */
    AskForReset: {
      address: Address;
    };
    /** @description What a link asks for, to be paid in other money. */
    AskLinkQuote: {
      /** @description From the link, behind `#`. */
      token: string;
      /** @description What is to be paid: one of those that a way to pay names. */
      currency: Currency;
    };
    /** @description A phone number that is to pay by a link. */
    AskLinkWallet: {
      /** @description From the link, behind `#`. */
      token: string;
      /** @description A payment service that asks for a phone number; without it, the one that is proposed for this number. */
      psp?: string;
      /** @description The phone that would confirm the payment. */
      phone: string;
      /** @description Who has the number, where that is not the one it seems to be. */
      operator?: string;
    };
    /** @description A series that a child wants and that is beyond its caps. */
    AskSeriesApproval: {
      /** @description Whose lessons. */
      providerId: string;
      /** @description When the first lesson begins; without `repeat`, when each of them does. */
      starts: string[];
      repeat?: SeriesRepeat;
      /**
       * @description How long each lesson is: one of the durations that the provider offers.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where the lessons take place.
       * @default online
       */
      mode?: LessonMode;
      /** @default all */
      take?: SeriesTake;
      /** @description What they are about, one of the provider’s subjects. */
      subject?: string;
    };
    /** @description A phone number that is to pay. */
    AskWallet: {
      /** @description The booking to pay for. */
      bookingId: string;
      /** @description Other bookings of the same payer that are paid with it, as those of a series. */
      others?: string[];
      /** @description A payment service that asks for a phone number; without it, the one that is proposed for this number. */
      psp?: string;
      /** @description The phone that would confirm the payment. */
      phone: string;
      /** @description Who has the number, where that is not the one it seems to be. */
      operator?: string;
      /** @description Whether my credit pays first; then the wallet has to take what it leaves. */
      credit?: boolean;
    };
    /** @description A lesson of a series that a child asks for. */
    AskedLesson: {
      /** @description When the lesson would begin. */
      startsAt: string;
      /** @description When the lesson would end. */
      endsAt: string;
    };
    /** @description A series that a child asks for. */
    AskedSeries: {
      /** @description In the order of time; never empty. */
      lessons: AskedLesson[];
      /** @description So many weeks from one lesson to the next; null where the times were chosen. */
      everyWeeks: number | null;
      /** @description Whether a lesson that is taken meanwhile is left out. */
      take: SeriesTake;
      /** @description What all of them cost when the child asked. */
      total: Money;
    };
    /** @description Who was in a lesson, as both sides see it. */
    Attendance: {
      /** @description The booking of the lesson. */
      bookingId: string;
      /** @description Who learns, or the parent who came along. */
      learner: SideAttendance;
      /** @description Who teaches. */
      provider: SideAttendance;
      /** @description Every stay that is known, the earliest first. */
      visits: ClassroomVisit[];
      /** @description When the learner’s PIN was entered at the door of a lesson in person. */
      checkedInAt: string | null;
      /** @description When it was decided what this means; null while the lesson is not over. */
      decidedAt: string | null;
    };
    /**
     * @description Which side of the lesson.
     * @enum {string}
     */
    AttendanceSide: 'learner' | 'provider';
    /** @description A field of the request that is not as it has to be. */
    BadField: {
      /** @description JSON pointer to the bad field (RFC 6901). */
      pointer: string;
      code: FieldCode;
      /** @description The same for people, in the language of `Accept-Language`. */
      detail: string;
      /** @description What the detail is filled with, for programs: limits, names. */
      params?: {
        [key: string]: string | number;
      };
    };
    /** @description What an account comes to. */
    Balance: {
      /** @description Minor units; below zero where more went out than came in. */
      amount: number;
      currency: Currency;
    };
    /** @description A document that will be sent, and no other. */
    BeginKycDocument: {
      /** @description Media type of the file. */
      type: string;
      /** @description Its exact length. */
      bytes: number;
      /** @description SHA-256 of its bytes, hexadecimal. */
      sha256: string;
      /** @description What it is to prove. */
      check: KycCheckName;
      /** @description Which part of it this is; sent again, it replaces the one before. */
      piece: KycPieceName;
    };
    /** @description With which account somebody wants to get in. */
    BeginWithIssuer: {
      /** @description The issuer, as `/auth/issuers` names it. */
      issuer: string;
    };
    /** @description A lesson of one learner with one provider. */
    Booking: {
      /** @description The booking. */
      id: string;
      /** @description Who learns, and pays unless `payerId` says otherwise. */
      learnerId: string;
      /**
       * @description The parent who booked it and pays; null where the learner does.
       * @default null
       */
      payerId: string | null;
      /** @description Who teaches. */
      providerId: string;
      state: BookingState;
      mode: LessonMode;
      /** @description What the lesson is about; null when nothing was said. */
      subject: string | null;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description When the lesson ends. */
      endsAt: string;
      /**
       * @description The group lesson in which it is a seat; null for a lesson of one learner.
       * @default null
       */
      groupId: string | null;
      /**
       * @description Whether it is the trial lesson of the provider.
       * @default false
       */
      trial: boolean;
      /** @description What the learner pays. */
      price: Money;
      /** @description Time zone of the provider, in which the lesson was offered (IANA). */
      zone: string;
      /** @description Until when the slot waits for its payment: never longer than until the lesson begins. Null when it does not wait. */
      holdExpiresAt: string | null;
      /**
       * @description The series that it was booked with; null for one that was booked alone.
       * @default null
       */
      seriesId: string | null;
      /**
       * @description Until when a request or a proposal waits for an answer. Null when it does not wait for one.
       * @default null
       */
      answerBy: string | null;
      /** @description When it was booked. */
      createdAt: string;
      /** @description Grows with every change. */
      version: number;
      /**
       * @description How often whoever booked it has moved it: three times at most.
       * @default 0
       */
      reschedules: number;
      /** @description It is no lesson of its own, but a time that is held for this one until what it costs more is paid. Left out of all others. */
      movesId?: string;
      /** @description The time that is held for it until what it costs more is paid, where there is one. */
      heldMove?: HeldMove;
    };
    /** @description One change of the state of a booking. */
    BookingChange: {
      /** @description The state before; null for the first one. */
      from: BookingState | null;
      to: BookingState;
      /** @description A user’s id, the name of the service that decided, or `support:` and who of support did. */
      actor: string;
      /** @description Why; may be empty. */
      reason: string;
      /** @description When it happened. */
      at: string;
    };
    /** @description How many bookings are in a state. */
    BookingCount: {
      state: BookingState;
      /** @description How many bookings are in it. */
      count: number;
    };
    /** @description How many bookings there are, by their states. */
    BookingCounts: {
      /** @description All of them. */
      total: number;
      /** @description Those states that any are in. */
      states: BookingCount[];
      parts: BookingPartCounts;
    };
    /** @description A booking with what its two people read about it. */
    BookingDetails: {
      /** @description The booking. */
      id: string;
      /** @description Who learns, and pays unless `payerId` says otherwise. */
      learnerId: string;
      /**
       * @description The parent who booked it and pays; null where the learner does.
       * @default null
       */
      payerId: string | null;
      /** @description Who teaches. */
      providerId: string;
      state: BookingState;
      mode: LessonMode;
      /** @description What the lesson is about; null when nothing was said. */
      subject: string | null;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description When the lesson ends. */
      endsAt: string;
      /**
       * @description The group lesson in which it is a seat; null for a lesson of one learner.
       * @default null
       */
      groupId: string | null;
      /**
       * @description Whether it is the trial lesson of the provider.
       * @default false
       */
      trial: boolean;
      /** @description What the learner pays. */
      price: Money;
      /** @description Time zone of the provider, in which the lesson was offered (IANA). */
      zone: string;
      /** @description Until when the slot waits for its payment: never longer than until the lesson begins. Null when it does not wait. */
      holdExpiresAt: string | null;
      /**
       * @description The series that it was booked with; null for one that was booked alone.
       * @default null
       */
      seriesId: string | null;
      /**
       * @description Until when a request or a proposal waits for an answer. Null when it does not wait for one.
       * @default null
       */
      answerBy: string | null;
      /** @description When it was booked. */
      createdAt: string;
      /** @description Grows with every change. */
      version: number;
      /**
       * @description How often whoever booked it has moved it: three times at most.
       * @default 0
       */
      reschedules: number;
      /** @description It is no lesson of its own, but a time that is held for this one until what it costs more is paid. Left out of all others. */
      movesId?: string;
      /** @description The time that is held for it until what it costs more is paid, where there is one. */
      heldMove?: HeldMove;
      /** @description The name of who learns; null when it cannot be had just now. */
      learnerName: string | null;
      /** @description The name on the profile of who teaches; null when it cannot be had just now. */
      providerName: string | null;
      /**
       * @description What the group lesson is called; null for a lesson of one learner.
       * @default null
       */
      groupTitle: string | null;
      /**
       * @description The start that was asked for, where the provider proposed another.
       * @default null
       */
      askedStartsAt: string | null;
      /**
       * @description What the provider proposes instead and waits for; null where there is nothing.
       * @default null
       */
      rescheduleProposal: RescheduleProposal | null;
      /** @description As it was when the lesson was booked. */
      policy: CancellationPolicy;
      /** @description Null when it was not called off. */
      cancellation: Cancellation | null;
      /**
       * @description In a list with `series=together`: what it stands for. Null where it is alone.
       * @default null
       */
      ofSeries: LessonsOfSeries | null;
    };
    /** @description One page of a list. */
    BookingDetailsPage: {
      /** @description The items of this page, in the order of the list. */
      items: BookingDetails[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /**
     * @description `instant`: a slot is held at once and confirmed by its payment; `request`: the provider accepts it first, or proposes another time.
     * @enum {string}
     */
    BookingMode: 'instant' | 'request';
    /**
     * @description `upcoming`: asked for, held or confirmed and not over yet; `to_pay`: those of them that wait for their payment; `asked`: those that wait for an answer; `past`: took place, or their time is over; `canceled`: called off, declined, refunded or expired.
     * @enum {string}
     */
    BookingPart: 'upcoming' | 'to_pay' | 'asked' | 'past' | 'canceled';
    /** @description How many bookings each part of the list has. */
    BookingPartCounts: {
      /** @description Asked for, held or confirmed, and not over yet. */
      upcoming: number;
      /** @description Of these, how many wait for their payment. */
      to_pay: number;
      /** @description Of these, how many wait for an answer. */
      asked: number;
      /** @description Took place, or their time is over. */
      past: number;
      /** @description Called off, declined, refunded or expired. */
      canceled: number;
    };
    /**
     * @description Which side of the bookings I am on; `parent`: those of my children.
     * @enum {string}
     */
    BookingSide: 'learner' | 'provider' | 'parent';
    /** @description `requested`: held, waits for the provider’s answer; `proposed`: held at another time that the provider proposes, waits for the learner’s answer; `pending`: held, waits for its payment; `confirmed`: paid; `completed`: took place; `no_show`: somebody was absent; `expired`: not answered or not paid in time; `declined`: one side said no to a request or to a proposal; `canceled`: called off; `refunded`: called off, and the money went back. More values may come: treat one that you do not know as unknown. */
    BookingState:
      | 'requested'
      | 'proposed'
      | 'pending'
      | 'confirmed'
      | 'completed'
      | 'no_show'
      | 'expired'
      | 'declined'
      | 'canceled'
      | 'refunded'
      | UnknownValue;
    /**
     * @description `requested`: held, waits for the provider’s answer; `proposed`: held at another time that the provider proposes, waits for the learner’s answer; `pending`: held, waits for its payment; `confirmed`: paid; `completed`: took place; `no_show`: somebody was absent; `expired`: not answered or not paid in time; `declined`: one side said no to a request or to a proposal; `canceled`: called off; `refunded`: called off, and the money went back.
     * @enum {string}
     */
    BookingStateInput:
      | 'requested'
      | 'proposed'
      | 'pending'
      | 'confirmed'
      | 'completed'
      | 'no_show'
      | 'expired'
      | 'declined'
      | 'canceled'
      | 'refunded';
    /**
     * @description `upcoming`: asked for, held or confirmed and not over yet, the soonest first; `past`: all others, the latest first.
     * @enum {string}
     */
    BookingTime: 'upcoming' | 'past';
    /** @description Whether another program can follow my lessons. */
    CalendarFeed: {
      /** @description Since when my lessons can be followed; null when they cannot. */
      createdAt: string | null;
    };
    /** @description A lesson in a calendar. */
    CalendarLesson: {
      /** @description The booking. */
      id: string;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description When the lesson ends. */
      endsAt: string;
      state: BookingState;
      mode: LessonMode;
      /** @description What the lesson is about; null when nothing was said. */
      subject: string | null;
      /** @description The name of the other person; of the child, for a parent. Null when it cannot be had just now. */
      name: string | null;
      /**
       * @description When the provider proposes that it begins instead, until that is answered.
       * @default []
       */
      proposedStarts: string[];
    };
    /** @description Lessons of a span that stand, are held or took place. */
    CalendarLessons: {
      /** @description The soonest first, 1000 at most. */
      items: CalendarLesson[];
    };
    /** @description A lesson that would be called off. */
    CanceledLesson: {
      /** @description The booking. */
      bookingId: string;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description Whether it is paid. */
      wasPaid: boolean;
      /** @description What would go back of it. */
      refund: Money;
      /** @description The same in percent of the price. */
      refundPct: number;
    };
    /** @description How a lesson was called off. */
    Cancellation: {
      by: CancellationCause;
      /** @description What was said to the other person; null when nothing was. */
      reason: string | null;
      /** @description When it was called off. */
      at: string;
    };
    /** @description Who called a lesson off. More values may come: treat one that you do not know as unknown. */
    CancellationCause: 'learner' | 'provider' | 'platform' | UnknownValue;
    /** @description What a cancellation gives back. */
    CancellationPolicy: {
      name: CancellationPolicyName;
      /** @description The one with the largest `hoursBefore` that still fits applies. */
      tiers: CancellationTier[];
      /** @description Minutes after booking within which a cancellation is free. */
      graceMinutes: number;
    };
    /**
     * @description How much a learner gets back who cancels late, from most to least.
     * @enum {string}
     */
    CancellationPolicyName: 'flexible' | 'moderate' | 'strict';
    /** @description What a cancellation would give back. */
    CancellationPreview: {
      /** @description What would go back to the learner. */
      refund: Money;
      /** @description The same in percent of the price. */
      refundPct: number;
      /** @description Whether all of the price would go back. */
      free: boolean;
      /** @description The moment that this is about. */
      at: string;
      /** @description What it gives back from that moment on, step by step until the end of the lesson. */
      ahead: CancellationStep[];
    };
    /** @description What a cancellation gives until then. */
    CancellationStep: {
      /** @description What would go back to the learner. */
      refund: Money;
      /** @description The same in percent of the price. */
      refundPct: number;
      /** @description The last moment at which it gives back so much. */
      until: string;
    };
    /** @description What a cancellation gives back by its time. */
    CancellationTier: {
      /** @description The tier applies from so many hours before the lesson on. */
      hoursBefore: number;
      /** @description Percent of the price that goes back. */
      refundPct: number;
      /** @description Percent of what is kept that the provider gets. */
      providerSharePct: number;
    };
    /** @description `cap_providers`: the provider is none of those allowed; `cap_hours`: the time of day; `cap_monthly`: the spending of the month. More values may come: treat one that you do not know as unknown. */
    CapName: 'cap_providers' | 'cap_hours' | 'cap_monthly' | UnknownValue;
    /** @description What may be booked for a child without a parent’s approval. */
    Caps: {
      /** @description What lessons booked within one month may cost; null for no limit. */
      monthly: Money | null;
      /** @description Whose lessons may be booked; null for everybody’s. */
      providers: string[] | null;
      /** @description When lessons may be; null for any time. */
      hours: LessonHours | null;
    };
    /** @description Pay by card in the form of the payment service. */
    CardStep: {
      /**
       * @description The payment service’s own form takes the card.
       * @constant
       */
      kind: 'card';
      /** @description Opens this payment in that form. Keep it to yourself. */
      clientSecret: string;
      /** @description Says whose form it is. */
      publishableKey: string;
    };
    /** @description A payment that the payer’s bank takes back. */
    Chargeback: {
      /** @description The chargeback. */
      id: string;
      /** @description The payment that it is about. */
      paymentId: string;
      /** @description Whose bank it is. */
      payerId: string;
      /** @description The name of their account; null where it is gone. */
      payerName: string | null;
      state: ChargebackState;
      /** @description The bank’s reason, in the payment service’s word. */
      reason: string;
      /** @description How much the bank takes, or asks about. */
      amount: Money;
      /**
       * @description The same in the money that was charged; null where that is the price’s.
       * @default null
       */
      charged: Money | null;
      /** @description Whether the money has left us; not while the bank only asks. */
      isWithdrawn: boolean;
      /** @description What the payment service took for handling it, in the currency of our account there; null while nothing. */
      fee: Money | null;
      /** @description What of that it gave back; null while nothing. */
      feeReturned: Money | null;
      /** @description Until when the bank reads an answer; null where never. */
      answerBy: string | null;
      /** @description What was decided and is on its way to the bank; else null. */
      decision: ChargebackDecision | null;
      /** @description The payment service’s word for why it did not take the decision; else null. */
      refusal: string | null;
      /** @description When the bank began. */
      openedAt: string;
      /** @description When it became known how it ended; null before. */
      closedAt: string | null;
      /** @description When all that is known of these lessons was put into the file; null while there is none. */
      fileAt: string | null;
      /** @description What it is about; all add up to its amount. */
      lessons: ChargebackLesson[];
    };
    /** @description Who bears what was not held for the learner any more: `provider` where the bank’s reason is the lesson itself, as far as it was not paid out yet; `platform` in all other cases. More values may come: treat one that you do not know as unknown. */
    ChargebackBearer: 'provider' | 'platform' | UnknownValue;
    /** @description It is on its way to the bank. */
    ChargebackDecided: {
      /** @description The chargeback. */
      id: string;
    };
    /** @description `answer`: we tell the bank why the payment was right, with all that is in the file; `accept`: it keeps the money. More values may come: treat one that you do not know as unknown. */
    ChargebackDecision: 'answer' | 'accept' | UnknownValue;
    /** @description A link to the file of a chargeback. */
    ChargebackFile: {
      /** @description Where the file is, for five minutes; absolute, or a path of this API. */
      url: string;
      /** @description Until when the link works. */
      expiresAt: string;
    };
    /** @description What of a chargeback is for one lesson. */
    ChargebackLesson: {
      /** @description The booking. */
      bookingId: string;
      /** @description Who teaches. */
      providerId: string;
      /** @description What of the chargeback is for it. */
      amount: Money;
      /** @description What was held for the learner, and waits. */
      held: Money;
      /** @description What was payable to the provider, and waits. */
      earned: Money;
      /** @description Null unless the bank keeps the money. */
      borneBy: ChargebackBearer | null;
    };
    /** @description `open`: the payer’s bank takes the money back, or asks about it; `answered`: it has our answer; `won`: the payment stays; `lost`: the bank keeps the money. More values may come: treat one that you do not know as unknown. */
    ChargebackState: 'open' | 'answered' | 'won' | 'lost' | UnknownValue;
    /** @description Payments that banks take back; 50 of each at most. */
    Chargebacks: {
      /** @description Those that are open first, by their deadline; then the last ones that ended. */
      items: Chargeback[];
    };
    /** @description A child, as its parents and it see it. */
    Child: {
      /** @description The child; where it signs in by itself, also its account. */
      id: string;
      /** @description First name or nickname, which the child’s providers see. */
      firstName: string;
      /** @description Year of birth. */
      birthYear: number;
      /** @description Where the child lives: its law counts. */
      country: string;
      /** @description Time zone of the family, in which hours and months are counted. */
      zone: string;
      /** @description Whether the child signs in by itself. */
      hasAccount: boolean;
      /** @description Its parents, the earliest link first. */
      parentIds: string[];
      caps: Caps;
      /** @description Whether a parent agreed to recordings. */
      recordingAgreed: boolean;
      /** @description All that were given, the latest first. */
      consents: Consent[];
      /** @description From which age on a child agrees for itself, by the law of its country. */
      ageOfConsent: number;
      /** @description Nothing is booked any more: the child signs in by itself now, as another child. */
      closed: boolean;
      /** @description When the links end by themselves: the first day on which the child is of age for certain. */
      endsOn: string;
      /** @description Grows with every change. */
      version: number;
    };
    /** @description My children. */
    Children: {
      /** @description The earliest first. */
      items: Child[];
    };
    /** @description What it takes to enter a classroom. */
    ClassroomToken: {
      /** @description LiveKit access token (JWT). */
      token: string;
      /** @description WebSocket address of the LiveKit server; null where the platform runs without one. */
      url: string | null;
      /** @description Name of the room. */
      room: string;
      /** @description Who enters: the user. */
      identity: string;
      /** @description Until when the token lets somebody in. */
      expiresAt: string;
    };
    /** @description One stay of somebody in the classroom. */
    ClassroomVisit: {
      side: AttendanceSide;
      /** @description When they entered. */
      from: string;
      /** @description When they left, or were last seen. */
      until: string;
      /** @description Whether it is known that they left; else `until` is the last sign. */
      left: boolean;
    };
    /** @description A code sent to an address of before. */
    CodeProof: {
      /**
       * @description By a code of `/me/step-up`.
       * @constant
       */
      kind: 'code';
      /** @description From the answer of `/me/step-up`. */
      verificationId: string;
      /** @description The six digits that were sent. */
      code: string;
    };
    /** @description What is answered whenever a code was sent, whether or not the address is known. */
    CodeSent: {
      /** @description Give it back to `/auth/verify` along with the code. */
      verificationId: string;
      channel: AddressChannel;
      /** @description Until when the code is valid. */
      expiresAt: string;
    };
    /** @description A payment service, and how it can be compared. */
    ComparedPsp: {
      /** @description The payment service. */
      psp: string;
      /** @description Whether it lists what it moved: compared every night by itself. */
      lists: boolean;
      /** @description Whether its statements can be read. */
      statements: boolean;
      /** @description Whether it says what it holds for us. */
      balances: boolean;
    };
    /** @description What the app shows now. */
    ConfirmTotp: {
      /** @description The six digits that were sent. */
      code: string;
    };
    /** @description What somebody agreed to, when and in which language. */
    Consent: {
      kind: ConsentKind;
      /** @description Which text was shown. */
      version: string;
      /** @description In which language it was shown. */
      locale: Locale;
      /** @description Who agreed: a parent, or the child. */
      givenBy: string;
      /** @description When. */
      givenAt: string;
      /** @description When it was taken back; null while it stands. */
      withdrawnAt: string | null;
      basis: ConsentBasis;
    };
    /** @description What the law of the child’s country asks for at its age: a parent’s consent, that of both, or the child’s own. More values may come: treat one that you do not know as unknown. */
    ConsentBasis: 'parental' | 'joint' | 'own' | UnknownValue;
    /** @description `care`: learning here in a family; `recording`: that lessons may be recorded. More values may come: treat one that you do not know as unknown. */
    ConsentKind: 'care' | 'recording' | UnknownValue;
    /** @description Money that was exchanged at a bank. */
    Conversion: {
      /** @description What the `amount` of the adjustment was exchanged into. */
      got: Money;
      /** @description The day on which it was exchanged. */
      on: string;
      /** @description Who exchanged it. */
      bank: string;
      /** @description What one unit of the money that was charged brought, of that of the prices. */
      rate: string;
      /** @description What the platform gains by it, below zero what it loses: what it got, less what it owes for what was exchanged. */
      result: Balance;
    };
    /** @description A sign-in session of a browser: its tokens are in cookies. */
    CookieSession: {
      /** @description Seconds that the access token lives. */
      expiresIn: number;
      user: User;
    };
    /** @description The same for a browser: the access token is in a cookie. */
    CookieSteppedUp: {
      /** @description Seconds that the access token lives. */
      expiresIn: number;
      /** @description When it was proved: calls say how long that is enough. */
      provedAt: string;
    };
    /** @description A lesson to book. */
    CreateBooking: {
      /** @description Whose lesson. */
      providerId: string;
      /** @description A start that the free slots of the provider offer. */
      startsAt: string;
      /**
       * @description One of the durations that the provider offers.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where the lesson takes place.
       * @default online
       */
      mode?: LessonMode;
      /** @description What it is about, one of the provider’s subjects. */
      subject?: string;
      /**
       * @description As the trial lesson of the provider: once for each learner.
       * @default false
       */
      trial?: boolean;
      /** @description The child of mine that learns; without it, I do. */
      learnerId?: string;
      /**
       * @description A parent books although it is beyond the caps of the child.
       * @default false
       */
      beyondCaps?: boolean;
      /** @description The `token` of the quote that was shown: the lesson is booked at that price and on those terms, or refused where they have changed. Without it, at the price of the moment. */
      quote?: string;
    };
    /** @description A child that does not sign in by itself. */
    CreateChild: {
      /** @description First name or nickname, which the child’s providers see. */
      firstName: string;
      /** @description Year of birth; a child is under age. */
      birthYear: number;
      /** @description Where the child lives: its law counts. */
      country: string;
      /** @description Time zone of the family, in which hours and months are counted. */
      zone: string;
      /** @description What the parent agrees to. */
      consent: GivenConsent;
    };
    /** @description A payment to open. */
    CreateIntent: {
      /** @description The booking to pay for. */
      bookingId: string;
      /** @description Other bookings of the same payer that are paid with it, as those of a series. */
      others?: string[];
      /** @description The payment service to pay with; without it, the first of the ways to pay. */
      psp?: string;
      /** @description Whether my credit pays first: all of it, or as much as the payment service leaves room for. Without it an open payment goes on as it is. */
      credit?: boolean;
      /** @description The quote by which it is paid in other money; without it the price itself is paid. */
      quoteId?: string;
      payer?: Payer;
    };
    /** @description Lessons to book together. */
    CreateSeries: {
      /** @description Whose lessons. */
      providerId: string;
      /** @description When the first lesson begins; without `repeat`, when each of them does. */
      starts: string[];
      repeat?: SeriesRepeat;
      /**
       * @description How long each lesson is: one of the durations that the provider offers.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where the lessons take place.
       * @default online
       */
      mode?: LessonMode;
      /** @default all */
      take?: SeriesTake;
      /** @description What they are about, one of the provider’s subjects. */
      subject?: string;
      /** @description The child of mine that learns; without it, I do. */
      learnerId?: string;
      /**
       * @description A parent books although it is beyond the caps of the child.
       * @default false
       */
      beyondCaps?: boolean;
    };
    /** @description My credit, and what I may have as credit. */
    Credit: {
      /** @description What I have, one for each currency; none where there is nothing. */
      balances: Money[];
      /** @description Of which of them enough is there to be paid out, and nothing on its way. */
      payable: Currency[];
      /** @description What was paid out of it, the latest first; 20 at most. */
      payouts: CreditPayout[];
      /** @description What I may have as credit, the oldest first. */
      waiting: WaitingRefund[];
    };
    /** @description Credit that is paid out. */
    CreditPayout: {
      /** @description The payout. */
      id: string;
      /** @description How much is paid. */
      amount: Money;
      /** @description The brand of the operator that has the number. */
      operator: string;
      /** @description The last two digits of the number that it goes to. */
      payeeEnd: string;
      /** @description When it was planned. */
      createdAt: string;
      /** @description When it was paid or failed; null before. */
      endedAt: string | null;
      state: PayoutState;
      /** @description Why it failed; null where it did not. */
      failure: PayoutFailure | null;
      /** @description When it leaves; null once it has, and where two people look at it first. */
      sentAt: string | null;
    };
    /**
     * @description ISO 4217. XOF and XAF have no decimals, the others have two.
     * @enum {string}
     */
    Currency: 'XOF' | 'XAF' | 'EUR' | 'CAD' | 'USD';
    /** @description All that is kept of me, put together in one file. */
    DataExport: {
      /** @description The export. */
      id: string;
      state: JobState;
      /** @description How much of it is done. */
      percent: number;
      /** @description When it was asked for. */
      requestedAt: string;
      /** @description Until when it can be fetched; null before it is done. */
      expiresAt: string | null;
      /** @description Whether that time is over: ask for a new one. */
      expired: boolean;
    };
    /**
     * @description Whether we answer the bank, or let it have the money.
     * @enum {string}
     */
    DecideChargebackAs: 'answer' | 'accept';
    /** @description Rows whose time was over. */
    DeletedRows: {
      /** @description The table. */
      what: string;
      /** @description How many of its rows are gone. */
      rows: number;
    };
    /** @description Something that somebody has learnt. */
    Diploma: {
      /** @description What it is called. */
      title: string;
      /** @description Who gave it. */
      institution?: string;
      /** @description The year of it. */
      year?: number;
    };
    /** @description One side says that a lesson was not as its outcome says. */
    Dispute: {
      side: DisputeSide;
      /** @description What they say happened. */
      text: string;
      /** @description When they objected. */
      openedAt: string;
      /** @description Until when support decides. */
      decideBy: string;
      /**
       * @description What was written about it since, the earliest first.
       * @default []
       */
      messages: DisputeMessage[];
      /** @description Null while it is open. */
      decision: DisputeDecision | null;
    };
    /** @description What support decided. */
    DisputeDecision: {
      /** @description How much of what was left goes back to the learner, in percent. */
      refundPct: number;
      /** @description Why, for both sides. */
      reason: string;
      /** @description When it was decided. */
      at: string;
    };
    /** @description A word about an objection, for all who read it. */
    DisputeMessage: {
      side: DisputeWriter;
      /** @description What they wrote. */
      text: string;
      /** @description When they wrote it. */
      at: string;
    };
    /** @description Which side objected; a parent is on that of the learner. More values may come: treat one that you do not know as unknown. */
    DisputeSide: 'learner' | 'provider' | UnknownValue;
    /** @description Who wrote; a parent is on the side of the learner. More values may come: treat one that you do not know as unknown. */
    DisputeWriter: 'learner' | 'provider' | 'support' | UnknownValue;
    /** @description `receipt`: a payment arrived; `credit_note`: money went back; `credit_note_reversal`: a bank returned what had gone back; `annual_statement`: what somebody who teaches earned in a year. More values may come: treat one that you do not know as unknown. */
    DocumentKind:
      'receipt' | 'credit_note' | 'credit_note_reversal' | 'annual_statement' | UnknownValue;
    /** @description The door of a lesson in person, as one of its sides sees it. */
    Door: {
      /** @description The booking of the lesson. */
      bookingId: string;
      /** @description For the learner and the parent who booked, from `shownFrom` until `closesAt`; always null to whoever teaches, and once it was used. */
      pin: string | null;
      /** @description From when the learner’s side reads the PIN. */
      shownFrom: string;
      /** @description From when whoever teaches may enter it. */
      opensAt: string;
      /** @description Until when: the end of the lesson. */
      closesAt: string;
      /** @description Wrong PINs that may still be entered. */
      triesLeft: number;
      /** @description When the right one was entered. */
      checkedInAt: string | null;
    };
    /** @description What one lesson brings its provider. */
    Earning: {
      /** @description The booking. */
      bookingId: string;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description What the learner paid, less what went or is going back; what the platform pays in their stead, where it called the lesson off on its own account. */
      paid: Money;
      /** @description What of it the platform keeps. */
      commission: Money;
      /** @description What of it is due to a tax office; zero while the lesson is expected, and where no tax holds. */
      taxes: Money;
      /** @description What of it is for the provider. */
      amount: Money;
      state: EarningState;
      /** @description What of it is not paid out yet, although it is earned; null where nothing is kept. */
      reserve: EarningReserve | null;
      /** @description When it became payable; null before. */
      payableAt: string | null;
    };
    /** @description What of an earning is kept for a while, and why. */
    EarningReserve: {
      /** @description What of it is kept now. */
      amount: Money;
      /** @description When it becomes payable. */
      until: string;
      why: ReserveKind;
      /** @description Why, in the words of our team; null where a rule keeps it. */
      words: string | null;
    };
    /** @description `expected`: paid, but the lesson is not over, or somebody may still object; `held`: it would be earned, and we look at its payment first; `payable`: earned. More values may come: treat one that you do not know as unknown. */
    EarningState: 'expected' | 'held' | 'payable' | UnknownValue;
    /** @description What all lessons bring, in one currency. */
    EarningTotal: {
      /** @description What paid lessons will bring, as things stand. */
      expected: Money;
      /** @description What has been earned, less what was paid out, is on its way, or is kept. */
      payable: Money;
      /** @description What of earnings is kept for a while, in case banks take payments back. */
      reserved: Money;
    };
    /** @description One page of what my lessons bring, and all in all. */
    Earnings: {
      /** @description The items of this page, in the order of the list. */
      items: Earning[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description Of all lessons, for each currency that there is; in the order of its name. */
      totals: EarningTotal[];
    };
    /** @description An e-mail address. */
    EmailAddress: {
      /**
       * @description Reach the person by e-mail.
       * @constant
       */
      channel: 'email';
      /** @description E-mail address; capitals and spaces around it make no difference. */
      email: string;
    };
    /** @description Rows that were deleted, or emptied. */
    ErasedRows: {
      /** @description The table. */
      what: string;
      /** @description How many rows. */
      rows: number;
    };
    /** @description How far the erasure of an account is. */
    Erasure: {
      state: JobState;
      /** @description How much of it is done. */
      percent: number;
      /** @description When it was asked for. */
      requestedAt: string;
      /** @description From when on it cannot be undone. */
      eraseAt: string;
      /** @description Of every service that has erased its part. */
      receipts: ServiceReceipt[];
    };
    /** @description The account is closed, and will be erased. */
    ErasureBegun: {
      state: JobState;
      /** @description How much of it is done. */
      percent: number;
      /** @description When it was asked for. */
      requestedAt: string;
      /** @description From when on it cannot be undone. */
      eraseAt: string;
      /** @description Of every service that has erased its part. */
      receipts: ServiceReceipt[];
      /** @description For looking at it and for undoing it; a message has it as well. */
      token: string;
    };
    /** @description The erasure that a message was about. */
    ErasureByToken: {
      /** @description From the link, behind `#`. */
      token: string;
    };
    /** @description Where somebody gives lessons in person. */
    ExactAddress: {
      /** @description Street and house, or the quarter where streets have no names. */
      line: string;
      /** @description What one sees on the way there. */
      landmark?: string;
      /** @description The very point; never rounded. */
      location?: GeoPoint;
    };
    /** @description A day that differs from the week. */
    ExceptionalDay: {
      /** @description The day. */
      date: string;
      /** @description Its hours; none means a day off. */
      ranges: LocalRange[];
    };
    /** @description An amount that is exchanged: above zero. */
    ExchangedMoney: {
      /** @description How much; minor units. */
      amount: number;
      currency: Currency;
    };
    /** @description A link to the file, for whoever has it. */
    ExportLink: {
      /** @description Where the file is; no token is needed. An address, or a path of the API. */
      url: string;
      /** @description Until when the link is good; ask for another one then. */
      expiresAt: string;
    };
    /** @description How many matches a filter would leave. */
    FacetCount: {
      /** @description What the filter takes. */
      value: string;
      /** @description How many profiles have it; 1000 stands for 1000 and more. */
      count: number;
    };
    /** @description What the matches could be narrowed by. */
    Facets: {
      /** @description By subject, the most frequent first. */
      subjects: FacetCount[];
      /** @description By language, the most frequent first. */
      languages: FacetCount[];
      /** @description By level, of the subject where one is asked for; the most frequent first. */
      levels: FacetCount[];
      /** @description By how a lesson is booked, the most frequent first. */
      bookingModes: FacetCount[];
    };
    /** @description `password`: that of the account; `email` and `sms`: a code sent to an address of the account; `totp`: a code of an app; `recovery_code`: one of those for who has lost it; `passkey`: a key that a device keeps, which makes sure of its user; `issuer`: an account of another company. More values may come: treat one that you do not know as unknown. */
    Factor:
      'password' | 'email' | 'sms' | 'totp' | 'recovery_code' | 'passkey' | 'issuer' | UnknownValue;
    /** @description Invitations that can still be accepted. */
    FamilyInvitations: {
      /** @description Mine, the latest first. */
      sent: SentInvitation[];
      /** @description To me, the latest first. */
      received: ReceivedInvitation[];
    };
    /** @description The link has ended. */
    FamilyLeft: {
      /** @description When the link ended. */
      leftAt: string;
    };
    /** @description What is wrong with a field, for programs: stable. More values may come: treat one that you do not know as unknown. */
    FieldCode:
      | 'bad_code'
      | 'bad_cursor'
      | 'bad_email'
      | 'bad_format'
      | 'bad_phone'
      | 'bad_time_of_day'
      | 'bad_video_link'
      | 'body_not_object'
      | 'cap_hours'
      | 'cap_monthly'
      | 'cap_providers'
      | 'cursor_of_other_list'
      | 'far_from_owed'
      | 'from_path'
      | 'given_twice'
      | 'helps_bio'
      | 'helps_diplomas'
      | 'helps_fluency'
      | 'helps_goals'
      | 'helps_levels'
      | 'helps_photo'
      | 'hidden_characters'
      | 'idempotency_key'
      | 'if_match'
      | 'in_future'
      | 'invalid'
      | 'known_already'
      | 'less_than'
      | 'missing'
      | 'more_than_open'
      | 'must_be_after'
      | 'must_not_be_before'
      | 'name_like_address'
      | 'name_mixes_alphabets'
      | 'name_not_allowed'
      | 'name_of_platform'
      | 'name_stacks_marks'
      | 'name_without_letter'
      | 'needs_city'
      | 'needs_headline'
      | 'needs_language'
      | 'needs_mode'
      | 'needs_place'
      | 'needs_price'
      | 'needs_radius'
      | 'needs_subject'
      | 'not_multiple_of'
      | 'not_offered'
      | 'not_one_of'
      | 'not_storable'
      | 'not_utf8'
      | 'not_whole'
      | 'nothing_visible'
      | 'overlaps'
      | 'rate_out_of_bounds'
      | 'same_currency'
      | 'sent_twice'
      | 'session_kind'
      | 'takes_multiples_of'
      | 'too_big'
      | 'too_few'
      | 'too_long'
      | 'too_many'
      | 'too_short'
      | 'too_small'
      | 'undecodable'
      | 'unknown_country'
      | 'unknown_field'
      | 'unknown_language'
      | 'unknown_time_zone'
      | 'wrong_type'
      | UnknownValue;
    /** @description How well somebody speaks a language. `a1` to `c2`: levels of the CEFR; `native`: spoken from childhood on. More values may come: treat one that you do not know as unknown. */
    Fluency: 'a1' | 'a2' | 'b1' | 'b2' | 'c1' | 'c2' | 'native' | UnknownValue;
    /**
     * @description `a1` to `c2`: levels of the CEFR; `native`: spoken from childhood on.
     * @enum {string}
     */
    FluencyName: 'a1' | 'a2' | 'b1' | 'b2' | 'c1' | 'c2' | 'native';
    /** @description One page of what a search found. A search looks at a few thousand profiles at most: when few of those fit, a page holds less than `limit`, and `nextCursor` goes on where it stopped. */
    Found: {
      /** @description The items of this page, in the order of the list. */
      items: Hit[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description Counted over the first 500 matches, on the first page only. */
      facets: Facets | null;
    };
    /** @description An account as staff see it. */
    FoundAccount: {
      /** @description The account. */
      userId: string;
      /** @description The name that others see. */
      displayName: string;
      /** @description What it may do. */
      roles: Role[];
      /** @description Proven e-mail address; null when there is none. */
      email: string | null;
      /** @description Proven phone number; null when there is none. */
      phone: string | null;
      /** @description When somebody signed up. */
      createdAt: string;
      /** @description Since when it is closed; null when it is open. */
      suspendedAt: string | null;
      /** @description Why; null when it is open, or was closed by the operator. */
      suspendedFor: SuspensionReason | null;
    };
    /** @description The accounts that fit. */
    FoundAccounts: {
      /** @description The latest sign-up first. */
      items: FoundAccount[];
    };
    /** @description Places that the words may mean. */
    FoundPlaces: {
      /** @description Those that are most likely meant first. */
      items: Place[];
      /** @description To be shown beside the answer; null when nothing is owed. */
      attribution: PlaceAttribution | null;
    };
    /** @description What is open between two currencies. */
    FxPosition: {
      /** @description What was charged in other money than the price and has not been exchanged; below zero where more went back than was left. */
      taken: Balance;
      /** @description What the platform owes for that, in the money of the prices. */
      owed: Balance;
    };
    /** @description What is open between currencies. */
    FxPositions: {
      /** @description Each pair of currencies of which something is open. */
      items: FxPosition[];
      /** @description What `fx` comes to in the books, by currency. */
      balances: Balance[];
      /** @description What was gained by what has been exchanged, by currency; below zero what was lost. */
      results: Balance[];
    };
    /** @description A place on Earth (WGS 84). */
    GeoPoint: {
      /** @description Degrees north. */
      lat: number;
      /** @description Degrees east. */
      lng: number;
    };
    /** @description The text that somebody has read and agrees to. */
    GivenConsent: {
      /** @description Which text was shown. */
      version: string;
      /** @description In which language it was shown. */
      locale: Locale;
    };
    /** @description A lesson of one provider with several learners. */
    GroupLesson: {
      /** @description The group lesson. */
      id: string;
      /** @description Who teaches. */
      providerId: string;
      state: GroupState;
      /** @description What it is about. */
      title: string;
      /** @description The subject; null when nothing was said. */
      subject: string | null;
      mode: LessonMode;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description When the lesson ends. */
      endsAt: string;
      /** @description Time zone of the provider (IANA). */
      zone: string;
      /** @description What each learner pays. */
      price: Money;
      /** @description What a cancellation of a seat gives back. */
      policy: CancellationPolicy;
      /** @description How many learners it takes. */
      seats: number;
      /** @description How many seats can be booked now. */
      seatsLeft: number;
      /** @description Grows with every change. */
      version: number;
    };
    /** @description Group lessons of one provider. */
    GroupLessons: {
      /** @description Those that are ahead, the soonest first. */
      items: GroupLesson[];
    };
    /** @description `open`: it takes place; `canceled`: called off. More values may come: treat one that you do not know as unknown. */
    GroupState: 'open' | 'canceled' | UnknownValue;
    /** @description A time that costs more, held until the difference is paid. Until then the lesson stays where it is. */
    HeldMove: {
      /** @description Of the time that is held: what is paid for is this one. */
      bookingId: string;
      /** @description When the lesson would begin. */
      startsAt: string;
      /** @description When the lesson would end. */
      endsAt: string;
      /** @description What there is to pay: what the lesson costs more there. */
      difference: Money;
      /** @description A payment that comes later is sent back. */
      payUntil: string;
    };
    /** @description Money that stays with us while an account is suspended. */
    HeldPayout: {
      /** @description Whose account is suspended. */
      providerId: string;
      /** @description The name of their account; null where it is gone. */
      providerName: string | null;
      /** @description What would be payable to them. */
      payable: Money;
      /** @description When the account was suspended. */
      since: string;
    };
    /** @description A published profile as the search shows it. */
    Hit: {
      /** @description Who it is. */
      providerId: string;
      /** @description What the person offers. */
      kind: ProviderRole;
      /** @description The name. */
      displayName: string;
      /** @description The readable end of the address of the page. */
      slug: string;
      /** @description One line below the name. */
      headline: string;
      /** @description What the person teaches. */
      subjects: string[];
      /** @description Languages in which lessons are given (ISO 639). */
      languages: string[];
      /** @description Where lessons take place. */
      modes: LessonMode[];
      /** @description At which levels the person teaches something. */
      levels: Level[];
      /** @description Price of an hour. */
      hourlyRate: Money;
      /** @description 0 to 5; null without reviews. */
      rating: number | null;
      /** @description How many reviews the rating is made of. */
      reviewCount: number;
      /** @description Where the person lives. */
      city: string | null;
      /** @description Country (ISO 3166-1 alpha-2). */
      country: string | null;
      /** @description Rounded to about a kilometre. */
      location: GeoPoint | null;
      /** @description The person; null when there is no picture. */
      photo: Photo | null;
      /** @description What was checked of the person, and counts. */
      verified: VerifiedCheck[];
      /** @description Whether a lesson is held at once or asked for first; null where no times are offered yet. */
      bookingMode: BookingMode | null;
      /** @description The trial lesson, in the currency of the hourly price; null for none. */
      trial: Trial | null;
      /** @description From the place asked for, kilometres; null when none was. */
      distanceKm: number | null;
    };
    /** @description One page of my notifications. */
    Inbox: {
      /** @description The items of this page, in the order of the list. */
      items: Notification[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description How many of all notifications are not read yet. */
      unreadCount: number;
    };
    /** @description Another time for one of the lessons. */
    InsteadOf: {
      /** @description The lesson. */
      bookingId: string;
      /** @description When it is to begin. */
      startsAt: string;
    };
    /** @description Nobody can accept the invitation any more. */
    InvitationEnded: {
      /** @description When it ended. */
      endedAt: string;
    };
    /**
     * @description Whose address it is: the child’s or a parent’s.
     * @enum {string}
     */
    InviteAs: 'child' | 'parent';
    /** @description `child`: the child’s own account; `parent`: its second parent. More values may come: treat one that you do not know as unknown. */
    InvitedAs: 'child' | 'parent' | UnknownValue;
    /** @description Where people have an account of another company. */
    Issuer: {
      /** @description The issuer, as `/auth/issuers` names it. */
      id: string;
      /** @description What people call it. */
      name: string;
    };
    /** @description The answer of an issuer. */
    IssuerAnswer: {
      /** @description From the beginning. */
      attempt: string;
      /** @description What stands behind `?` in the address that the browser came back to. */
      query: string;
    };
    /** @description A question to an issuer. */
    IssuerBegun: {
      /** @description Where to send the browser; it comes back to `/sign-in/with`. */
      url: string;
      /** @description Kept by the page that began, and given back with the answer, within ten minutes. */
      attempt: string;
    };
    /** @description An account of another company that signs in to mine. */
    IssuerLink: {
      /** @description The link. */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Since when it signs in here. */
      createdAt: string;
      /** @description When it last signed in; null for never. */
      lastUsedAt: string | null;
    };
    /** @description What signs in to my account. */
    IssuerLinks: {
      /** @description The latest first. */
      items: IssuerLink[];
    };
    /** @description What a new account needs that an issuer does not say. */
    IssuerSignUp: {
      /** @description From `auth.issuer_newcomer` or `auth.issuer_known_address`. */
      ticket: string;
      role: OwnRole;
      /** @description The name that others see. */
      displayName: string;
      /** @description Another address than the one that the issuer has verified, or the one where it has verified none: a code is sent to it. */
      email?: string;
      /** @description The language in which messages come; that of the request by default. */
      locale?: Locale;
      /** @description The time zone in which messages give times (IANA): browsers and phones know their own. */
      zone?: string;
    };
    /** @description Who somebody is at an issuer. */
    IssuerTicket: {
      /** @description From `auth.issuer_newcomer` or `auth.issuer_known_address`. */
      ticket: string;
    };
    /** @description The link is gone. */
    IssuerUnlinked: {
      /** @description Since when it signs in no more. */
      unlinkedAt: string;
    };
    /** @description Whose accounts sign in here (OpenID Connect). */
    Issuers: {
      /** @description In the order of the buttons; empty where none is configured. */
      items: Issuer[];
    };
    /** @description `waiting`: not begun; `running`: some of it is done; `done` and `failed`: it has ended; `canceled`: it was undone before it began. More values may come: treat one that you do not know as unknown. */
    JobState: 'waiting' | 'running' | 'done' | 'failed' | 'canceled' | UnknownValue;
    /** @description A public key (RFC 7517). */
    Jwk: {
      /**
       * @description Kind of key.
       * @constant
       */
      kty: 'RSA';
      /** @description Which key: the `kid` in the head of a token. */
      kid: string;
      /**
       * @description Algorithm that it verifies.
       * @constant
       */
      alg: 'RS256';
      /**
       * @description It verifies signatures.
       * @constant
       */
      use: 'sig';
      /** @description Modulus, base64url. */
      n: string;
      /** @description Exponent, base64url. */
      e: string;
    };
    /** @description Public keys (RFC 7517). */
    JwkSet: {
      /** @description Those in use, and those that come next. */
      keys: Jwk[];
    };
    /** @description How reliable somebody is, as everybody reads it. */
    KeptLessons: {
      /** @description How many of the lessons were kept, in percent and rounded down; null with fewer than 10. */
      keptPct: number | null;
    };
    /** @description Rows that stay, with ids for names. */
    KeptRows: {
      /** @description The table. */
      what: string;
      /** @description How many rows. */
      rows: number;
      /** @description Why it stays. */
      why: string;
    };
    /**
     * @description Why, as the audit log keeps it: to decide; somebody complained; an authority asks.
     * @enum {string}
     */
    KycAccessReason: 'review' | 'complaint' | 'authority';
    /** @description The documents prove what they should. */
    KycApproval: {
      /**
       * @description Yes.
       * @constant
       */
      kind: 'approve';
      /** @description Last day on which it counts, as the document says; the longest possible by default. */
      validUntil?: string;
    };
    /** @description A case with all that is known of it. */
    KycCase: {
      /** @description The case. */
      caseId: string;
      /** @description Whose documents. */
      providerId: string;
      /** @description The name in the profile. */
      displayName: string | null;
      check: VerifiedCheck;
      /** @description Since when it waits; null before. */
      submittedAt: string | null;
      /** @description Whether it waits for longer than promised. */
      overdue: boolean;
      /** @description How many have said yes so far. */
      approvals: number;
      /** @description How many have to. */
      approvalsNeeded: number;
      /** @description Who works on it; null when nobody does. */
      claim: KycClaim | null;
      /** @description What the person offers. */
      kind: ProviderRole | null;
      /** @description As in the profile. */
      city: string | null;
      /** @description As in the profile. */
      country: string | null;
      state: KycCaseState;
      /** @description What was sent. */
      documents: KycDocument[];
      /** @description In the order of time. */
      decisions: KycDecision[];
      /** @description What a service outside has found; null without. */
      outside: KycOutsideResult | null;
      /** @description Until when it counts; null: for good. */
      validUntil: string | null;
      /** @description For how long an approval may count at most; null: for good. */
      longestMonths: number | null;
      /** @description What else was checked of the provider and counts. */
      others: KycOtherCheck[];
    };
    /** @description `checking`: a service outside looks at it; `waiting` and `claimed`: for a person, with one; `dropped`: never submitted. More values may come: treat one that you do not know as unknown. */
    KycCaseState:
      | 'collecting'
      | 'checking'
      | 'waiting'
      | 'claimed'
      | 'approved'
      | 'rejected'
      | 'expired'
      | 'dropped'
      | UnknownValue;
    /**
     * @description `identity`: who somebody is; `diploma`: what they have learnt; `criminal_record`: an extract of it, for work with minors; `address`: where they live.
     * @enum {string}
     */
    KycCheckName: 'identity' | 'diploma' | 'criminal_record' | 'address';
    /** @description Somebody works on it. */
    KycClaim: {
      /** @description Who works on it. */
      by: string;
      /** @description When it is free again. */
      until: string;
    };
    /** @description What somebody decided. */
    KycDecision: {
      /** @description Who decided; null for the service that checks identities. */
      by: string | null;
      /** @description Yes or no. */
      approved: boolean;
      /** @description Why not. */
      reason: KycRejection | null;
      /** @description What the provider reads. */
      note: string | null;
      /** @description When. */
      at: string;
    };
    /** @description A document of a case, without what is in it. */
    KycDocument: {
      /** @description The document. */
      documentId: string;
      piece: KycPiece;
      /** @description Media type. */
      type: string;
      /** @description Its length. */
      bytes: number;
      /** @description When it arrived. */
      sentAt: string;
      /** @description When it was deleted by the rule of retention. */
      deletedAt: string | null;
    };
    /** @description What else was checked of the provider. */
    KycOtherCheck: {
      check: VerifiedCheck;
      /** @description Until when it counts; null: for good. */
      validUntil: string | null;
    };
    /** @description What a service outside has found. */
    KycOutsideResult: {
      /** @description Who checked. */
      service: string;
      verdict: KycOutsideVerdict;
      /** @description Its own code. */
      code: string;
      /** @description Its own words. */
      text: string;
      /** @description When it answered. */
      at: string;
    };
    /** @description `unclear`: a person has to look. More values may come: treat one that you do not know as unknown. */
    KycOutsideVerdict: 'passed' | 'failed' | 'unclear' | UnknownValue;
    /** @description A part of what is sent. More values may come: treat one that you do not know as unknown. */
    KycPiece: 'front' | 'back' | 'selfie' | 'document' | 'second_page' | UnknownValue;
    /**
     * @description `front` and `back` of an identity document, a `selfie` beside it; a `document` and its `second_page`.
     * @enum {string}
     */
    KycPieceName: 'front' | 'back' | 'selfie' | 'document' | 'second_page';
    /** @description A part, and whether it is there. */
    KycPieceState: {
      piece: KycPiece;
      /** @description Whether it cannot be left out. */
      needed: boolean;
      /** @description When it arrived; null while it is missing. */
      sentAt: string | null;
    };
    /** @description A case that waits for a person. */
    KycQueued: {
      /** @description The case. */
      caseId: string;
      /** @description Whose documents. */
      providerId: string;
      /** @description The name in the profile. */
      displayName: string | null;
      check: VerifiedCheck;
      /** @description Since when it waits; null before. */
      submittedAt: string | null;
      /** @description Whether it waits for longer than promised. */
      overdue: boolean;
      /** @description How many have said yes so far. */
      approvals: number;
      /** @description How many have to. */
      approvalsNeeded: number;
      /** @description Who works on it; null when nobody does. */
      claim: KycClaim | null;
    };
    /** @description One page of a list. */
    KycQueuedPage: {
      /** @description The items of this page, in the order of the list. */
      items: KycQueued[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description They do not. */
    KycRefusal: {
      /**
       * @description No.
       * @constant
       */
      kind: 'reject';
      reason: KycRejectionName;
      /** @description What the provider is to do; they read it. */
      note?: string;
    };
    /** @description Why documents were not accepted. More values may come: treat one that you do not know as unknown. */
    KycRejection:
      | 'unreadable'
      | 'incomplete'
      | 'wrong_document'
      | 'out_of_date'
      | 'name_differs'
      | 'face_differs'
      | 'not_genuine'
      | 'record_not_clear'
      | UnknownValue;
    /**
     * @description Why documents were not accepted.
     * @enum {string}
     */
    KycRejectionName:
      | 'unreadable'
      | 'incomplete'
      | 'wrong_document'
      | 'out_of_date'
      | 'name_differs'
      | 'face_differs'
      | 'not_genuine'
      | 'record_not_clear';
    /** @description One check, as its provider sees it. */
    KycVerification: {
      check: VerifiedCheck;
      /** @description Whether others see that it was checked. */
      verified: boolean;
      /** @description Until when it counts; null: for good. */
      validUntil: string | null;
      state: KycVerificationState;
      /** @description What is sent for this check. */
      pieces: KycPieceState[];
      /** @description Until when to submit, while `collecting`: after that the documents are deleted. */
      sendBy: string | null;
      /** @description When it was decided; null before. */
      decidedAt: string | null;
      /** @description Why it was rejected. */
      reason: KycRejection | null;
      /** @description What the reviewer adds. */
      note: string | null;
    };
    /** @description Of the documents sent last. `none`: nothing was sent; `collecting`: documents are added; `in_review`: somebody looks at them; `expired`: it counted and does not any more. More values may come: treat one that you do not know as unknown. */
    KycVerificationState:
      'none' | 'collecting' | 'in_review' | 'approved' | 'rejected' | 'expired' | UnknownValue;
    /** @description What was checked of me. */
    KycVerifications: {
      /** @description Every check there is. */
      items: KycVerification[];
    };
    /** @description How well somebody speaks one of the languages of the lessons. */
    LanguageLevel: {
      /** @description One of `languages`. */
      language: string;
      /**
       * @description How well the person speaks it.
       * @enum {unknown}
       */
      level: Fluency;
    };
    /** @description What somebody wants to learn; they and their parents alone see it. */
    Learning: {
      /** @description Where they are at school; null when nobody has said. */
      level: Level | null;
      /** @description What they want to learn. */
      subjects: string[];
      /** @description What they want to reach, a line each. */
      goals: string[];
    };
    /** @description `psp_clearing`: what a payment service holds for us; `learner`: held until lessons are given; `provider_payable`: earned and not paid out; `platform_revenue`: what the platform keeps; `refunds`: what it sent back at its own cost; `platform_costs`: what it paid for lessons that it called off, lost to banks, and what payment services take for that; `payout_in_transit`: on its way to a provider; `suspense`: moved for nobody whom we know; `credit`: owed to a payer who wanted no money back; `credit_reserved`: what of it is for payments that are open; `charged_back`: at a payer’s bank, which has not decided; `frozen`: nobody’s to spend until then; `vat_payable`, `tax_withheld`: due to the tax office of a country; `psp_fees`: what payment services took for their work; `bank`: our own bank account; `fx`: money of one currency given for another; `fx_result`: what the platform gained or lost by that when it was exchanged; `provider_reserve`: earned, and kept for a while in case banks take payments back. More values may come: treat one that you do not know as unknown. */
    LedgerAccount:
      | 'psp_clearing'
      | 'learner'
      | 'provider_payable'
      | 'platform_revenue'
      | 'refunds'
      | 'platform_costs'
      | 'payout_in_transit'
      | 'suspense'
      | 'credit'
      | 'credit_reserved'
      | 'charged_back'
      | 'frozen'
      | 'vat_payable'
      | 'tax_withheld'
      | 'psp_fees'
      | 'bank'
      | 'fx'
      | 'fx_result'
      | 'provider_reserve'
      | UnknownValue;
    /**
     * @description `psp_clearing`: what a payment service holds for us; `learner`: held until lessons are given; `provider_payable`: earned and not paid out; `platform_revenue`: what the platform keeps; `refunds`: what it sent back at its own cost; `platform_costs`: what it paid for lessons that it called off, lost to banks, and what payment services take for that; `payout_in_transit`: on its way to a provider; `suspense`: moved for nobody whom we know; `credit`: owed to a payer who wanted no money back; `credit_reserved`: what of it is for payments that are open; `charged_back`: at a payer’s bank, which has not decided; `frozen`: nobody’s to spend until then; `vat_payable`, `tax_withheld`: due to the tax office of a country; `psp_fees`: what payment services took for their work; `bank`: our own bank account; `fx`: money of one currency given for another; `fx_result`: what the platform gained or lost by that when it was exchanged; `provider_reserve`: earned, and kept for a while in case banks take payments back.
     * @enum {string}
     */
    LedgerAccountName:
      | 'psp_clearing'
      | 'learner'
      | 'provider_payable'
      | 'platform_revenue'
      | 'refunds'
      | 'platform_costs'
      | 'payout_in_transit'
      | 'suspense'
      | 'credit'
      | 'credit_reserved'
      | 'charged_back'
      | 'frozen'
      | 'vat_payable'
      | 'tax_withheld'
      | 'psp_fees'
      | 'bank'
      | 'fx'
      | 'fx_result'
      | 'provider_reserve';
    /** @description What an account comes to in one currency. */
    LedgerBalance: {
      account: LedgerAccount;
      /** @description What it comes to now. */
      balance: Balance;
    };
    /** @description `charge`: a payment arrived; `refund`: it went back; `refund_reversal`: a refund came back; `refund_by_hand`: a person of the team sent it back; `refund_as_credit`: it became credit; `credit_reserved`: credit is for a payment that is open; `credit_released`: that payment was not made; `credit_taken_again`: it was made after all; `earning`: a lesson was given; `compensation`: for a lesson that we called off; `payout`: on its way to a provider; `payout_paid`: arrived; `payout_failed`: came back; `suspense`: money of nobody; `suspense_return`: it was found whose it is, or went back; `suspense_kept`: nobody claims it; `adjustment`: two people of finance put the books right; `chargeback_withdrawal`: a payer’s bank took money back; `chargeback_reinstatement`: it gave it back; `chargeback_frozen`: what that is of waits; `chargeback_released`: no more; `chargeback_lost`: the bank keeps it; `chargeback_borne`: the platform pays for a lesson whose money a bank has; `chargeback_fee`: what the payment service takes for handling it; `chargeback_fee_returned`: it gave that back; `psp_fee`: a payment service took something for its work, or gave it back; `bank_transfer`: it sent money to our own bank account, or had it from there; `reserve_kept`: a part of an earning is kept for a while; `reserve_released`: it is payable; `psp_exchange`: a payment service keeps what was charged in other money. More values may come: treat one that you do not know as unknown. */
    LedgerKind:
      | 'charge'
      | 'refund'
      | 'refund_reversal'
      | 'refund_by_hand'
      | 'refund_as_credit'
      | 'credit_reserved'
      | 'credit_released'
      | 'credit_taken_again'
      | 'earning'
      | 'compensation'
      | 'payout'
      | 'payout_paid'
      | 'payout_failed'
      | 'suspense'
      | 'suspense_return'
      | 'suspense_kept'
      | 'chargeback_withdrawal'
      | 'chargeback_reinstatement'
      | 'chargeback_frozen'
      | 'chargeback_released'
      | 'chargeback_lost'
      | 'chargeback_borne'
      | 'chargeback_fee'
      | 'chargeback_fee_returned'
      | 'adjustment'
      | 'psp_fee'
      | 'bank_transfer'
      | 'reserve_kept'
      | 'reserve_released'
      | 'psp_exchange'
      | UnknownValue;
    /**
     * @description `charge`: a payment arrived; `refund`: it went back; `refund_reversal`: a refund came back; `refund_by_hand`: a person of the team sent it back; `refund_as_credit`: it became credit; `credit_reserved`: credit is for a payment that is open; `credit_released`: that payment was not made; `credit_taken_again`: it was made after all; `earning`: a lesson was given; `compensation`: for a lesson that we called off; `payout`: on its way to a provider; `payout_paid`: arrived; `payout_failed`: came back; `suspense`: money of nobody; `suspense_return`: it was found whose it is, or went back; `suspense_kept`: nobody claims it; `adjustment`: two people of finance put the books right; `chargeback_withdrawal`: a payer’s bank took money back; `chargeback_reinstatement`: it gave it back; `chargeback_frozen`: what that is of waits; `chargeback_released`: no more; `chargeback_lost`: the bank keeps it; `chargeback_borne`: the platform pays for a lesson whose money a bank has; `chargeback_fee`: what the payment service takes for handling it; `chargeback_fee_returned`: it gave that back; `psp_fee`: a payment service took something for its work, or gave it back; `bank_transfer`: it sent money to our own bank account, or had it from there; `reserve_kept`: a part of an earning is kept for a while; `reserve_released`: it is payable; `psp_exchange`: a payment service keeps what was charged in other money.
     * @enum {string}
     */
    LedgerKindName:
      | 'charge'
      | 'refund'
      | 'refund_reversal'
      | 'refund_by_hand'
      | 'refund_as_credit'
      | 'credit_reserved'
      | 'credit_released'
      | 'credit_taken_again'
      | 'earning'
      | 'compensation'
      | 'payout'
      | 'payout_paid'
      | 'payout_failed'
      | 'suspense'
      | 'suspense_return'
      | 'suspense_kept'
      | 'chargeback_withdrawal'
      | 'chargeback_reinstatement'
      | 'chargeback_frozen'
      | 'chargeback_released'
      | 'chargeback_lost'
      | 'chargeback_borne'
      | 'chargeback_fee'
      | 'chargeback_fee_returned'
      | 'adjustment'
      | 'psp_fee'
      | 'bank_transfer'
      | 'reserve_kept'
      | 'reserve_released'
      | 'psp_exchange';
    /** @description One entry of the books. */
    LedgerLine: {
      account: LedgerAccount;
      /** @description Whose account it is: the id of a user, the name of a payment service, `platform`, or the tax office of a country as in `tax-ci`. */
      owner: string;
      /** @description The name of the account of that user; null of others, and where it is gone. */
      ownerName: string | null;
      /** @description What was added: a debit is above zero, a credit below. */
      balance: Balance;
    };
    /** @description One page of the books. Where little fits, a page has fewer items than asked for, or none, and still a `nextCursor`: the search goes on from there. */
    LedgerPage: {
      /** @description The items of this page, in the order of the list. */
      items: LedgerTransaction[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description Of the accounts of the owner who was asked for, on the first page; else empty. */
      balances: LedgerBalance[];
    };
    /** @description What was booked at once, with all its lines. */
    LedgerTransaction: {
      /** @description The transaction of the books. */
      id: string;
      /** @description When it was booked. */
      at: string;
      kind: LedgerKind;
      /** @description All of it; they add up to zero in each currency. */
      lines: LedgerLine[];
      /** @description The lesson; null where it is about several, or none. */
      bookingId: string | null;
      /** @description When that lesson begins. */
      startsAt: string | null;
      /** @description The payment that it is about; null where there is none. */
      paymentId: string | null;
      /** @description The payout that it is about; null where it is about none. */
      payoutId: string | null;
      /** @description What the payment service calls it; null where it knows nothing of it. */
      pspRef: string | null;
      /** @description Why money went back, as a code; else null. */
      reason: string | null;
      /** @description Why an adjustment was made, and what proves it; else null. */
      note: string | null;
    };
    /** @description Hours of every day, in the time zone of the family. */
    LessonHours: {
      /** @description Lessons begin at this time of day or later. */
      from: string;
      /** @description Lessons end by then; 24:00 is the end of the day. */
      to: string;
    };
    /**
     * @description `online`: in the virtual classroom; `in_person`: at a place the two agree on.
     * @enum {string}
     */
    LessonMode: 'online' | 'in_person';
    /** @description What became of a lesson, for both of its sides. */
    LessonOutcome: {
      /** @description The booking. */
      id: string;
      stage: LessonStage;
      /** @description Until when either side may object; null when not. */
      contestUntil: string | null;
      /** @description Until when the learner of an absent provider may choose a new time or the money, which goes back by itself afterwards; the provider may object meanwhile. Nothing where there is no such choice. */
      chooseUntil?: string | null;
      /** @description Null where nobody objected. */
      dispute: Dispute | null;
      /** @description Null while there is none. */
      report: LessonReport | null;
    };
    /** @description With whom I have or had lessons, those of the latest lesson first. */
    LessonPeople: {
      /** @description Who learns; empty where it is I who learn. */
      learners: LessonPerson[];
      /** @description Who teaches; empty where it is I who teach. */
      providers: LessonPerson[];
    };
    /** @description Somebody with whom there are lessons. */
    LessonPerson: {
      /** @description Of the account, or of the child. */
      id: string;
      /** @description Null when it cannot be had just now. */
      name: string | null;
    };
    /** @description Where a lesson takes place. */
    LessonPlace: {
      /** @description Null for a lesson online, a day after the lesson, and where the provider has written none. */
      address: ExactAddress | null;
    };
    /** @description What a provider says of a lesson, for the learner. */
    LessonReport: {
      /** @description What was done in the lesson. */
      done: string;
      /** @description What comes next, and what to prepare; null when nothing was said. */
      next: string | null;
      /** @description When it was written, or changed last. */
      writtenAt: string;
    };
    /** @description `ahead`: the lesson is not over; `choosing`: the provider was absent, and the learner chooses a new time or the money; `contestable`: over, and either side may object; `disputed`: somebody did, and the money waits; `settled`: the provider has earned it; `closed`: nothing is left for the provider. More values may come: treat one that you do not know as unknown. */
    LessonStage:
      'ahead' | 'choosing' | 'contestable' | 'disputed' | 'settled' | 'closed' | UnknownValue;
    /** @description The lesson, or the lessons, as far as their payer has to know them. */
    LessonToPay: {
      /** @description The first name of who asks; null where there is none to show. */
      asker: string | null;
      /** @description What it is about; null when nothing was said, or not the same of each. */
      subject: string | null;
      /** @description When it begins; of several, the first. */
      startsAt: string;
      /** @description When it ends; null when that is not known. */
      endsAt: string | null;
      /** @description What there is to pay, all in all. */
      price: Money;
      /**
       * @description Where it is for more than one lesson; null where it is for one.
       * @default null
       */
      several: SeveralToPay | null;
    };
    /** @description Lessons of a series that a list has as one. */
    LessonsOfSeries: {
      /** @description How many lessons of it the list has: two at least. */
      lessons: number;
      /** @description How many of these are paid. */
      paid: number;
      /** @description What these cost together. */
      total: Money;
      /** @description What those of them that are paid cost. */
      totalPaid: Money;
    };
    /** @description Lessons of a provider that have not begun. */
    LessonsToCome: {
      /** @description Lessons that have not begun: paid, waiting for payment, or for an answer. */
      lessons: number;
      /** @description How many of them are paid. */
      paid: number;
      /** @description How many people learn in them. */
      learners: number;
      /** @description Group lessons that are offered, with or without anybody in them. */
      groups: number;
      /** @description What would go back to learners, by currency. */
      refunds: Money[];
    };
    /** @description A level. `primary`: primary school; `lower_secondary`: collège, up to the BEPC or Form 5; `upper_secondary`: lycée, up to the baccalauréat or A levels; `higher`: university; `adult`: adults beyond studies. More values may come: treat one that you do not know as unknown. */
    Level: 'primary' | 'lower_secondary' | 'upper_secondary' | 'higher' | 'adult' | UnknownValue;
    /**
     * @description `primary`: primary school; `lower_secondary`: collège, up to the BEPC or Form 5; `upper_secondary`: lycée, up to the baccalauréat or A levels; `higher`: university; `adult`: adults beyond studies.
     * @enum {string}
     */
    LevelName: 'primary' | 'lower_secondary' | 'upper_secondary' | 'higher' | 'adult';
    /** @description A payment by a link, and how to go on with it. */
    LinkIntent: {
      /** @description The payment service that moves the money; `credit` where all of it is credit. */
      psp: string;
      status: PaymentStatus;
      /** @description What is paid. */
      amount: Money;
      /** @description What has gone back so far. */
      refunded: Money;
      /**
       * @description What is charged in other money, by a quote; null where the price itself is.
       * @default null
       */
      charged: Money | null;
      /**
       * @description What of that has gone back; null where the price itself is paid.
       * @default null
       */
      chargedRefunded: Money | null;
      /** @description Until when the payer can confirm on the phone; null where nobody asked there. It stays when that time is over: what became of the payment, its status says. */
      promptEndsAt: string | null;
      /** @description Null until it is written, and where nothing is paid. */
      receipt: LinkReceipt | null;
      /** @description What the payer has to do now; null when nothing. */
      next: NextStep | null;
    };
    /** @description What was paid through this link, or is being paid. */
    LinkPayment: {
      /** @description The payment service that moves the money; `credit` where all of it is credit. */
      psp: string;
      status: PaymentStatus;
      /** @description What is paid. */
      amount: Money;
      /** @description What has gone back so far. */
      refunded: Money;
      /**
       * @description What is charged in other money, by a quote; null where the price itself is.
       * @default null
       */
      charged: Money | null;
      /**
       * @description What of that has gone back; null where the price itself is paid.
       * @default null
       */
      chargedRefunded: Money | null;
      /** @description Until when the payer can confirm on the phone; null where nobody asked there. It stays when that time is over: what became of the payment, its status says. */
      promptEndsAt: string | null;
      /** @description Null until it is written, and where nothing is paid. */
      receipt: LinkReceipt | null;
    };
    /** @description The receipt of the payment. */
    LinkReceipt: {
      /** @description Of the receipt. */
      number: string;
      /** @description With it anybody sees at `/verify/{code}` that the receipt is ours. */
      code: string;
    };
    /** @description The link leads nowhere any more. */
    LinkWithdrawn: {
      /** @description The link. */
      id: string;
    };
    /** @description What everybody may see of a published profile. */
    Listing: {
      /** @description Whose profile. */
      providerId: string;
      /** @description What the person offers. */
      kind: ProviderRole;
      /** @description The name that everybody sees. */
      displayName: string;
      /** @description One line below the name. */
      headline: string;
      /** @description What a learner should know. */
      bio: string;
      /** @description What a tutor teaches, a coach’s expertises, a mentor’s domains. */
      subjects: string[];
      /** @description Languages in which lessons are given (ISO 639). */
      languages: string[];
      /** @description Where lessons take place. */
      modes: LessonMode[];
      /** @description The levels of each subject that has any; only a tutor’s are looked for. */
      subjectLevels: SubjectLevels[];
      /** @description How well the person speaks each language, where they say so. */
      languageLevels: LanguageLevel[];
      /** @description What the person has learnt, in their own words: `verified` says what was checked. */
      diplomas: Diploma[];
      /** @description What a coach or a mentor helps to reach, a line each. */
      goals: string[];
      /** @description Price of an hour. */
      hourlyRate: Money;
      /** @description Rounded to about a kilometre; null when not given. */
      location: GeoPoint | null;
      /** @description Where a tutor lives. */
      city: string | null;
      /** @description Country (ISO 3166-1 alpha-2). */
      country: string | null;
      /** @description How far a tutor travels, kilometres. */
      radiusKm: number | null;
      /** @description The person; null when there is no picture. */
      photo: Photo | null;
      introVideo: string | null;
      /** @description The readable end of the address of the page, unique; changes with the name. */
      slug: string;
      /** @description What was checked of the person, and counts. */
      verified: VerifiedCheck[];
      /** @description Grows with every change. */
      version: number;
    };
    /** @description Hours of one day; `to` is not part of it. A night goes on with a range from 00:00 the next day. */
    LocalRange: {
      /** @description When it begins. */
      from: string;
      /** @description When it ends. */
      to: string;
    };
    /**
     * @description A language that the platform speaks.
     * @enum {string}
     */
    Locale: 'fr' | 'en';
    /** @description A sign-in by password. */
    Login: {
      address: Address;
      /** @description The password of the account. */
      password: string;
    };
    /** @description The session to end. */
    Logout: {
      /** @description The last one that was given; that of a browser comes in its cookie. */
      refreshToken?: string;
    };
    /**
     * @description Who bears that the lesson does not take place: `provider` earns nothing by it; `platform`, which failed, pays the provider what it would have earned.
     * @enum {string}
     */
    LossBearer: 'provider' | 'platform';
    /** @description One thing about which two sides disagree. */
    Mismatch: {
      /** @description The mismatch. */
      id: string;
      /** @description The payment service, where one is known. */
      psp: string | null;
      side: MismatchSide;
      kind: MismatchKind;
      about: MismatchSubject;
      /** @description What it is called: by the payment service, or our id. */
      subject: string;
      /** @description The payment, where we know one. */
      paymentId: string | null;
      /** @description What our payments say; null where they have nothing. */
      here: SaidOfMoney | null;
      /** @description What the other side says; null where it has nothing. */
      there: SaidOfMoney | null;
      /** @description Whether the books hold this money for nobody, until somebody says whose it is. */
      suspended: boolean;
      /** @description When the money moved, or the lesson is. */
      happenedAt: string;
      state: MismatchState;
      /** @description Who has taken it. */
      ownerId: string | null;
      /** @description What became of it; null before. */
      resolution: MismatchResolution | null;
      /** @description Why, in the words of whoever resolved it; null before. */
      reason: string | null;
      /** @description When it was found first. */
      foundAt: string;
      /** @description When it was found last. */
      lastFoundAt: string;
      /** @description When it was resolved, or gone; null before. */
      closedAt: string | null;
    };
    /** @description `missing_here`: the other side has it, we do not; `missing_there`: the other way round; `twice`: the other side, or our payments, have it once more; the others: both have it, and say different things. More values may come: treat one that you do not know as unknown. */
    MismatchKind:
      | 'missing_here'
      | 'missing_there'
      | 'other_amount'
      | 'other_currency'
      | 'other_state'
      | 'twice'
      | UnknownValue;
    /** @description One page of a list. */
    MismatchPage: {
      /** @description The items of this page, in the order of the list. */
      items: Mismatch[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description `sent_back`: money of nobody went back to where it came from; `kept`: nobody claims it, and it is the platform’s gain or loss; `corrected`: one of the sides was put right; `accepted`: it stays as it is. More values may come: treat one that you do not know as unknown. */
    MismatchResolution: 'sent_back' | 'kept' | 'corrected' | 'accepted' | UnknownValue;
    /**
     * @description What became of a mismatch.
     * @enum {string}
     */
    MismatchResolutionName: 'sent_back' | 'kept' | 'corrected' | 'accepted';
    /** @description Whom our payments disagree with. More values may come: treat one that you do not know as unknown. */
    MismatchSide: 'psp' | 'ledger' | 'booking' | UnknownValue;
    /** @description `open`: nobody has it; `assigned`: somebody looks into it; `resolved`: somebody has said what became of it; `gone`: a later comparison no longer found it. More values may come: treat one that you do not know as unknown. */
    MismatchState: 'open' | 'assigned' | 'resolved' | 'gone' | UnknownValue;
    /**
     * @description How far a mismatch is.
     * @enum {string}
     */
    MismatchStateName: 'open' | 'assigned' | 'resolved' | 'gone';
    /** @description What it is about. `payout_returned`: one that had arrived, and came back; `dispute`: a payer’s bank took a payment back, and with `dispute_won` gave it back; `fee`: what the payment service took for its work, and with `fee_returned` gave back; `to_bank`, `from_bank`: what it sent to our own bank account, or had from there; `exchange`, `exchange_back`: what it made of money that came, or went back, in the currency in which it keeps it; `balance`: what it holds for us in one currency. More values may come: treat one that you do not know as unknown. */
    MismatchSubject:
      | 'payment'
      | 'refund'
      | 'booking'
      | 'payout'
      | 'payout_returned'
      | 'dispute'
      | 'dispute_won'
      | 'fee'
      | 'fee_returned'
      | 'to_bank'
      | 'from_bank'
      | 'balance'
      | 'exchange'
      | 'exchange_back'
      | UnknownValue;
    /** @description A field without which nobody is shown it. */
    MissingField: {
      /** @description JSON pointer to the field (RFC 6901). */
      pointer: string;
      /** @description Why it is needed: a code of field errors. */
      code: string;
    };
    /** @description An amount of money; `{ "amount": 5000, "currency": "XOF" }` is 5 000 francs. */
    Money: {
      /** @description Minor units: francs for XOF and XAF, cents for EUR, CAD and USD. */
      amount: number;
      currency: Currency;
    };
    /** @description As of a series that is booked; and `late`: calling it off would not give back everything; `moved_often`: it was moved as often as a lesson may be; `same_time`: it is there already. More values may come: treat one that you do not know as unknown. */
    MoveObstacle:
      | 'past'
      | 'too_far'
      | 'not_offered'
      | 'busy'
      | 'overlaps'
      | 'learner_busy'
      | 'late'
      | 'moved_often'
      | 'same_time'
      | UnknownValue;
    /**
     * @description `all`: every one of these lessons or none; `free`: those that can be moved.
     * @enum {string}
     */
    MoveTake: 'all' | 'free';
    /** @description A lesson that would be moved. */
    MovedLesson: {
      /** @description The booking. */
      bookingId: string;
      /** @description When the lesson begins now. */
      from: string;
      /** @description When it would begin. */
      startsAt: string;
      /** @description When it would end. */
      endsAt: string;
      /** @description Why it cannot be moved; null if it can. */
      obstacle: MoveObstacle | null;
      /** @description The nearest start of that day, in the zone of the provider, at which both are free; null when there is none, or none is needed. */
      nearest: string | null;
    };
    /** @description My family, as a child. */
    MyFamily: {
      /** @description Null for whoever is nobody’s child here. */
      child: Child | null;
    };
    /** @description One side of an adjustment. */
    NamedAdjustmentSide: {
      account: LedgerAccount;
      /** @description Whose account it is: the id of a user, the name of a payment service, `platform`, or the tax office of a country as in `tax-ci`. */
      owner: string;
      /** @description The name of the account of that user; null of others, and where it is gone. */
      ownerName: string | null;
    };
    /** @description A link that can be given away. */
    NewPaymentLink: {
      /** @description The link. */
      id: string;
      /** @description When it was made. */
      createdAt: string;
      /** @description Until when it can be paid: as long as the slot is held, of several the one that is held the shortest. */
      expiresAt: string;
      /**
       * @description For how many lessons it is, all at once.
       * @default 1
       */
      lessons: number;
      /**
       * @description False once one of its lessons is paid another way, called off, or too late.
       * @default true
       */
      isPayable: boolean;
      /** @description Stands behind `#` of `/pay-link`; it is said now and never again. */
      token: string;
    };
    /** @description What is paid out next, in one currency. */
    NextPayout: {
      /** @description What is paid out next, as things stand. */
      payable: Money;
      /** @description Nothing is paid before there is as much. */
      minimum: Money;
      /** @description When; null while something is in the way. */
      at: string | null;
      /** @description What is in the way; null where nothing is. */
      blocked: PayoutBlock | null;
    };
    /** @description What the payer has to do; a client knows each kind. */
    NextStep: CardStep | RedirectStep | PushStep;
    /** @description A message in a person’s inbox. */
    Notification: {
      /** @description The notification. */
      id: string;
      /** @description What kind it is. */
      template: string;
      /** @description One line, for people. */
      title: string;
      /** @description The rest, for people. */
      body: string;
      /** @description The thing it is about; null when it is about none. */
      link: string | null;
      /** @description When it was written. */
      createdAt: string;
      /** @description When it was marked as read; null when it was not. */
      readAt: string | null;
    };
    /** @description My notifications up to one of them. */
    NotificationsUpTo: {
      /** @description The newest that was shown. */
      upTo: string;
    };
    /** @description A lesson about which support is to decide. */
    OpenDispute: {
      /** @description The booking. */
      id: string;
      /** @description Who learns. */
      learnerId: string;
      /** @description Who teaches. */
      providerId: string;
      /** @description When the lesson began. */
      startsAt: string;
      dispute: Dispute;
    };
    /** @description What support is to decide. */
    OpenDisputes: {
      /** @description The most urgent first; 100 at most. */
      items: OpenDispute[];
    };
    /** @description A group lesson to offer. */
    OpenGroup: {
      /** @description A start that my free slots offer. */
      startsAt: string;
      /**
       * @description One of the durations that I offer.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where it takes place.
       * @default online
       */
      mode?: LessonMode;
      /** @description What it is about, for those who look for it. */
      title: string;
      /** @description The subject. */
      subject?: string;
      /** @description How many learners it takes. */
      seats: number;
      /** @description What each learner pays, in the currency of my usual price. */
      price: Money;
    };
    /** @description A link that somebody was given. */
    OpenLink: {
      /** @description From the link, behind `#`. */
      token: string;
      /** @description Where the payer is: what people have there comes first. */
      country?: string;
    };
    /** @description Where another program can follow my lessons. */
    OpenedCalendarFeed: {
      /** @description Where the calendar is. It is said once: another one replaces it. */
      path: string;
      /** @description Since when. */
      createdAt: string;
    };
    /** @description How to read a document. */
    OpenedKycDocument: {
      /** @description Media type. */
      type: string;
      /** @description Where the encrypted bytes are, for a minute. */
      url: string;
      /** @description The key of this document alone: AES-256, base64. */
      key: string;
      /** @description Additional data that every part is authenticated with, UTF-8. */
      authenticated: string;
      /** @description Length of a part without its tag of 16 bytes. Each is sealed by AES-GCM with a nonce of 12 bytes: seven zeros, the number of the part from 0 in four, big-endian, and 1 for the last part or 0. */
      partBytes: number;
    };
    /** @description No other session is signed in any more. */
    OthersEnded: {
      /** @description How many sessions that were. */
      ended: number;
    };
    /** @description Something that I have in writing about my money. */
    OwnDocument: {
      kind: OwnDocumentKind;
      /** @description When it was issued; of a statement, the end of its month or year. */
      at: string;
      /** @description Null for a statement of a month, and for an annual one that is not issued yet. */
      number: string | null;
      /** @description What moved; null for a statement. */
      amount: Money | null;
      /** @description The payment; null for a statement. */
      paymentId: string | null;
      /** @description The refund; null for a receipt and for a statement. */
      refundId: string | null;
      /** @description Of a statement of a month; else null. */
      month: string | null;
      /** @description Of an annual statement; else null. */
      year: number | null;
      /** @description Of which account a statement is, as in `/me/statement`; null for other documents. */
      side: OwnDocumentSide | null;
    };
    /** @description As in `DocumentKind`; `statement`: of a month, which has no number. More values may come: treat one that you do not know as unknown. */
    OwnDocumentKind:
      | 'receipt'
      | 'credit_note'
      | 'credit_note_reversal'
      | 'annual_statement'
      | 'statement'
      | UnknownValue;
    /**
     * @description For whom a statement is.
     * @enum {string}
     */
    OwnDocumentSide: 'payer' | 'provider';
    /** @description One page of my documents, the newest first. */
    OwnDocuments: {
      /** @description The items of this page, in the order of the list. */
      items: OwnDocument[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description When my money moved first; null before. */
      since: string | null;
    };
    /**
     * @description A role that people may give themselves.
     * @enum {string}
     */
    OwnRole: 'student' | 'parent' | 'tutor' | 'coach' | 'mentor';
    /** @description `earnings`: what a provider has earned; `credit`: what a payer has as credit. More values may come: treat one that you do not know as unknown. */
    PaidFrom: 'earnings' | 'credit' | UnknownValue;
    /** @description A way in that needs neither address nor password. */
    Passkey: {
      /** @description The passkey. */
      id: string;
      /** @description What its owner calls it; null where nobody has said. */
      name: string | null;
      /** @description Whether other devices of its owner have it too, so that losing one loses nothing. */
      isSynced: boolean;
      /** @description When it was added. */
      createdAt: string;
      /** @description When it last signed in or proved; null for never. */
      lastUsedAt: string | null;
    };
    /** @description A kind of signature. */
    PasskeyAlgorithm: {
      /**
       * @description The only kind that there is.
       * @constant
       */
      type: 'public-key';
      /** @description As COSE numbers them. */
      alg: number;
    };
    /** @description The answer of a passkey to a challenge. */
    PasskeyAssertion: {
      /** @description The credential, as its authenticator names it. */
      id: string;
      /** @description What the browser says that was signed. */
      clientDataJSON: string;
      /** @description What the authenticator says of itself and its user. */
      authenticatorData: string;
      /** @description Of both. */
      signature: string;
      /** @description Whose it is, as the authenticator remembers it. */
      userHandle?: string;
    };
    /** @description For `PublicKeyCredential.parseCreationOptionsFromJSON` (WebAuthn, level 3). */
    PasskeyCreation: {
      /** @description To be signed: good once, for five minutes. */
      challenge: string;
      /** @description Milliseconds that the browser may wait for its user. */
      timeout: number;
      rp: PasskeyParty;
      user: PasskeyUser;
      /** @description Which signatures are taken, the best first. */
      pubKeyCredParams: PasskeyAlgorithm[];
      /**
       * @description Nobody asks which make of device it is.
       * @constant
       */
      attestation: 'none';
      authenticatorSelection: PasskeyDevice;
      /** @description Passkeys of the account. */
      excludeCredentials: PasskeyDescriptor[];
    };
    /** @description A passkey that a browser has just made. */
    PasskeyCredential: {
      /** @description The credential, as its authenticator names it. */
      id: string;
      /** @description What the browser says that was signed. */
      clientDataJSON: string;
      /** @description The public key, as the authenticator hands it out. */
      attestationObject: string;
      /** @description How browsers reach the authenticator, as it says itself. */
      transports?: string[];
    };
    /** @description A passkey, as browsers name it. */
    PasskeyDescriptor: {
      /**
       * @description The only kind that there is.
       * @constant
       */
      type: 'public-key';
      /** @description The credential. */
      id: string;
      /** @description How it is reached; empty where that is unknown. */
      transports: string[];
    };
    /** @description What the device has to be capable of. */
    PasskeyDevice: {
      /**
       * @description It signs in without an address.
       * @constant
       */
      residentKey: 'required';
      /**
       * @description The same for older browsers.
       * @constant
       */
      requireResidentKey: true;
      /**
       * @description The device makes sure of its user: by a finger, a face or its PIN.
       * @constant
       */
      userVerification: 'required';
    };
    /** @description A link for a first passkey. */
    PasskeyInvitation: {
      /** @description For its owner alone: signed in, they add a passkey there. */
      link: string;
      /** @description Until when it works, once. */
      expiresAt: string;
    };
    /** @description Whom the passkey is for. */
    PasskeyParty: {
      /** @description Domain. */
      id: string;
      /** @description For people. */
      name: string;
    };
    /** @description The answer of a passkey of the account. */
    PasskeyProof: {
      /**
       * @description By a passkey.
       * @constant
       */
      kind: 'passkey';
      credential: PasskeyAssertion;
    };
    /** @description It is gone. */
    PasskeyRemoved: {
      /** @description Since when it signs nobody in. */
      removedAt: string;
    };
    /** @description For `PublicKeyCredential.parseRequestOptionsFromJSON` (WebAuthn, level 3). */
    PasskeyRequest: {
      /** @description To be signed: good once, for five minutes. */
      challenge: string;
      /** @description Milliseconds that the browser may wait for its user. */
      timeout: number;
      /** @description Domain that the passkeys are for. */
      rpId: string;
      /**
       * @description The device makes sure of its user: by a finger, a face or its PIN.
       * @constant
       */
      userVerification: 'required';
      /** @description Passkeys of the account; empty where the person has still to say who they are. */
      allowCredentials: PasskeyDescriptor[];
    };
    /** @description A sign-in by passkey. */
    PasskeySignIn: {
      credential: PasskeyAssertion;
    };
    /** @description Whose it is. */
    PasskeyUser: {
      /** @description The account. */
      id: string;
      /** @description An address of the account, or its name. */
      name: string;
      /** @description The name that others see. */
      displayName: string;
    };
    /** @description My passkeys. */
    Passkeys: {
      /** @description The latest first. */
      items: Passkey[];
    };
    /** @description The password of the account. */
    PasswordProof: {
      /**
       * @description By the password.
       * @constant
       */
      kind: 'password';
      /** @description The password of the account. */
      password: string;
    };
    /** @description A payment to open by a link. */
    PayLink: {
      /** @description From the link, behind `#`. */
      token: string;
      /** @description The payment service to pay with; without it, the first of the ways to pay. */
      psp?: string;
      /** @description The quote by which it is paid in other money; without it the price itself is paid. */
      quoteId?: string;
      payer?: Payer;
    };
    /** @description Credit that I want as money. */
    PayOutCredit: {
      /** @description Which of my credit. */
      currency: Currency;
    };
    /** @description What some payment services need to know of the payer. */
    Payer: {
      /** @description The phone that confirms the payment. */
      phone?: string;
      /** @description Where the payer’s account is. */
      country?: string;
      /** @description Who has the phone, where that is not the one it seems to be. */
      operator?: string;
    };
    /** @description One attempt to pay for a booking, or for several at once. */
    Payment: {
      /** @description The payment. */
      id: string;
      /** @description The booking that it was opened for; `parts` has all. */
      bookingId: string;
      /** @description The payment service that moves the money; `credit` where all of it is credit. */
      psp: string;
      status: PaymentStatus;
      /** @description What is paid. */
      amount: Money;
      /** @description What of it is paid by credit. */
      credit: Money;
      /** @description What has gone back so far. */
      refunded: Money;
      /**
       * @description What is charged in other money, by a quote; null where the price itself is.
       * @default null
       */
      charged: Money | null;
      /**
       * @description What of that has gone back; null where the price itself is paid.
       * @default null
       */
      chargedRefunded: Money | null;
      /** @description What of it is for which lesson: one or more. */
      parts: PaymentPart[];
      /** @description Until when the payer can confirm on the phone; null where nobody asked there. It stays when that time is over: what became of the payment, its status says. */
      promptEndsAt: string | null;
      /**
       * @description Whether somebody else opened it, by a link that I gave them.
       * @default false
       */
      byLink: boolean;
      /** @description When it was opened. */
      createdAt: string;
    };
    /** @description A document about a payment or about its refund. */
    PaymentDocument: {
      kind: DocumentKind;
      /** @description The refund that it is about; null for a receipt. */
      refundId: string | null;
      /** @description The lesson whose money went back; null for a receipt. */
      bookingId: string | null;
      /** @description Issuer, series, year and a number that leaves none out. */
      number: string;
      /** @description What moved. */
      amount: Money;
      /** @description When it was issued. */
      issuedAt: string;
    };
    /** @description The documents of a payment. */
    PaymentDocuments: {
      /** @description The earliest first. Each is there a moment after the money has moved. */
      items: PaymentDocument[];
    };
    /** @description A payment, and how to go on with it. */
    PaymentIntent: {
      /** @description The payment. */
      id: string;
      /** @description The booking that it was opened for; `parts` has all. */
      bookingId: string;
      /** @description The payment service that moves the money; `credit` where all of it is credit. */
      psp: string;
      status: PaymentStatus;
      /** @description What is paid. */
      amount: Money;
      /** @description What of it is paid by credit. */
      credit: Money;
      /** @description What has gone back so far. */
      refunded: Money;
      /**
       * @description What is charged in other money, by a quote; null where the price itself is.
       * @default null
       */
      charged: Money | null;
      /**
       * @description What of that has gone back; null where the price itself is paid.
       * @default null
       */
      chargedRefunded: Money | null;
      /** @description What of it is for which lesson: one or more. */
      parts: PaymentPart[];
      /** @description Until when the payer can confirm on the phone; null where nobody asked there. It stays when that time is over: what became of the payment, its status says. */
      promptEndsAt: string | null;
      /**
       * @description Whether somebody else opened it, by a link that I gave them.
       * @default false
       */
      byLink: boolean;
      /** @description When it was opened. */
      createdAt: string;
      /** @description What the payer has to do now; null when nothing. */
      next: NextStep | null;
    };
    /** @description Lets somebody else pay for a booking, or several at once. */
    PaymentLink: {
      /** @description The link. */
      id: string;
      /** @description When it was made. */
      createdAt: string;
      /** @description Until when it can be paid: as long as the slot is held, of several the one that is held the shortest. */
      expiresAt: string;
      /**
       * @description For how many lessons it is, all at once.
       * @default 1
       */
      lessons: number;
      /**
       * @description False once one of its lessons is paid another way, called off, or too late.
       * @default true
       */
      isPayable: boolean;
    };
    /** @description The links of a booking. */
    PaymentLinks: {
      /** @description Those that are not withdrawn, the oldest first. */
      items: PaymentLink[];
      /** @description How many there may be at the same time. */
      most: number;
    };
    /** @description One page of a list. */
    PaymentPage: {
      /** @description The items of this page, in the order of the list. */
      items: Payment[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description What of a payment is for one lesson. */
    PaymentPart: {
      /** @description The booking. */
      bookingId: string;
      /** @description What is paid for it. */
      amount: Money;
      /** @description What of that has gone back so far. */
      refunded: Money;
    };
    /** @description What a price is in other money, for a while. */
    PaymentQuote: {
      /** @description To be given back with the payment. */
      id: string;
      /** @description What the lessons cost, less what credit pays. */
      price: Money;
      /** @description What is paid for that: the price at the rate, rounded up to the next minor unit. */
      charged: Money;
      /** @description What one unit of the money that is paid is, in that of the price. */
      rate: string;
      source: RateSource;
      /** @description Of when the rate is. */
      rateAt: string;
      /** @description Until when a payment can be opened with it; ask anew then. */
      expiresAt: string;
    };
    /** @description What somebody is asked to pay. */
    PaymentRequest: {
      state: PaymentRequestState;
      /** @description Null where there is nothing to pay and nothing was paid through this link. */
      lesson: LessonToPay | null;
      /** @description Until when it can be paid; null when that is over. */
      payUntil: string | null;
      /** @description The ways to pay, the one to propose first. */
      ways: WayToPay[];
      /** @description The last one of this link; null when there is none. */
      payment: LinkPayment | null;
    };
    /** @description `payable`; `paid`: through this link or another way; `expired`: nobody paid in time; `canceled`: the lesson was called off; `changed`: some of its lessons can no longer be paid. More values may come: treat one that you do not know as unknown. */
    PaymentRequestState: 'payable' | 'paid' | 'expired' | 'canceled' | 'changed' | UnknownValue;
    /** @description A payment that rules want a person to look at. */
    PaymentReview: {
      /** @description The payment. */
      id: string;
      state: PaymentReviewState;
      /** @description What was paid. */
      amount: Money;
      /** @description What of it went back by now. */
      refunded: Money;
      /** @description The payment service. */
      psp: string;
      /** @description Whose account it is. */
      payerId: string;
      /** @description Its name; null where it is gone. */
      payerName: string | null;
      /** @description Whether somebody else paid by a link. */
      byLink: boolean;
      /** @description When the payment was opened. */
      paidFrom: string;
      /** @description Why a person looks at it. */
      findings: RiskFinding[];
      /** @description What it is for. */
      lessons: ReviewedLesson[];
      /** @description Who decided; null before. */
      decidedBy: ReviewPerson | null;
      /** @description When; null before. */
      decidedAt: string | null;
      /** @description Why, in their words; null before, or once forgotten. */
      reason: string | null;
    };
    /** @description It is decided. */
    PaymentReviewDecided: {
      /** @description The payment. */
      id: string;
    };
    /**
     * @description `release`: its lessons are earned like any others; `refund`: all that is left of it goes back, and its lessons are called off.
     * @enum {string}
     */
    PaymentReviewDecision: 'release' | 'refund';
    /** @description `open`: nobody earns by it yet; `released`: it is like any other; `refunded`: its money goes back. More values may come: treat one that you do not know as unknown. */
    PaymentReviewState: 'open' | 'released' | 'refunded' | UnknownValue;
    /**
     * @description `open`: nobody earns by it yet; `released`: it is like any other; `refunded`: its money goes back.
     * @enum {string}
     */
    PaymentReviewStateName: 'open' | 'released' | 'refunded';
    /** @description One page of payments to look at. */
    PaymentReviews: {
      /** @description The items of this page, in the order of the list. */
      items: PaymentReview[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description How many wait for a decision of whoever asks. */
      waiting: number;
    };
    /** @description `created`: being opened; `pending`: waits for the payer; `unknown`: the payment service has not said whether it took the money, and is asked until it does; `succeeded`; `failed`: refused; `canceled`: nobody paid in time. More values may come: treat one that you do not know as unknown. */
    PaymentStatus:
      'created' | 'pending' | 'unknown' | 'succeeded' | 'failed' | 'canceled' | UnknownValue;
    /** @description One payment of the platform to a provider. */
    Payout: {
      /** @description The payout. */
      id: string;
      /** @description How much is paid. */
      amount: Money;
      /** @description The brand of the operator that has the number. */
      operator: string;
      /** @description The last two digits of the number that it goes to. */
      payeeEnd: string;
      /** @description When it was planned. */
      createdAt: string;
      /** @description When it was paid or failed; null before. */
      endedAt: string | null;
      state: PayoutState;
      /** @description Why it failed; null where it did not. */
      failure: PayoutFailure | null;
    };
    /** @description Where my earnings of one currency are paid to. */
    PayoutAccount: {
      /** @description The money that it takes. */
      currency: Currency;
      /** @description The number in the form of today’s numbering plan. */
      phone: string;
      /** @description Whose number it is. */
      country: string;
      /** @description The brand of the operator that has the number. */
      operator: string;
      /** @description Whether the operator said whose number it is; otherwise nobody has compared names. */
      namesOwner: boolean;
      /** @description Why nothing is paid there until a person has looked at it; null where nothing is in the way. */
      waitsFor: PayoutAccountWait | null;
      /** @description Nothing is paid there before: a new number waits for a day. */
      payableFrom: string;
      /** @description When the number was given. */
      changedAt: string;
    };
    /** @description The number is gone. */
    PayoutAccountRemoved: {
      /** @description Nothing of this money has a number now. */
      currency: Currency;
    };
    /** @description `name`: the operator knows the owner of the number by another name than the platform, and a person compares them; `refused`: a person does not let money go there; `failures`: several payouts failed one after another. More values may come: treat one that you do not know as unknown. */
    PayoutAccountWait: 'name' | 'refused' | 'failures' | UnknownValue;
    /** @description An app whose wallets go by a phone number of any operator. */
    PayoutApp: {
      /** @description What it is called when a number is given. */
      app: string;
      /** @description Its brand. */
      name: string;
      /** @description Whose numbers have it. */
      countries: string[];
    };
    /** @description `no_account`: no number is given; `suspended`: the account is suspended; `waiting`: a person looks at it; `below_minimum`; `one_open`: the one before is not over; `not_offered`: nobody pays this currency out yet. More values may come: treat one that you do not know as unknown. */
    PayoutBlock:
      | 'no_account'
      | 'suspended'
      | 'waiting'
      | 'below_minimum'
      | 'one_open'
      | 'not_offered'
      | UnknownValue;
    /** @description It is done. */
    PayoutDecided: {
      /** @description What was decided about. */
      id: string;
    };
    /** @description `no_wallet`: the number has no Mobile Money; `wallet_full`: it holds, or moves, no more; `number_changed`: another number was given meanwhile; `number_removed`: the number was removed; `account_suspended`: the account is suspended, and its money stays with us meanwhile; `refused_by_us`: a person of the platform stopped it; `refused`: the operator did, without a reason that helps. More values may come: treat one that you do not know as unknown. */
    PayoutFailure:
      | 'no_wallet'
      | 'wallet_full'
      | 'number_changed'
      | 'number_removed'
      | 'account_suspended'
      | 'refused_by_us'
      | 'refused'
      | UnknownValue;
    /** @description `checked`: two people of the platform look at it first; `on_its_way`: which may take hours where the operator is slow; `paid`; `failed`: the money is payable, or credit, again. More values may come: treat one that you do not know as unknown. */
    PayoutState: 'checked' | 'on_its_way' | 'paid' | 'failed' | UnknownValue;
    /** @description Where my earnings go, what comes next, and what was paid. */
    Payouts: {
      /** @description The items of this page, in the order of the list. */
      items: Payout[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description One for each currency that has one. */
      accounts: PayoutAccount[];
      /** @description Whose numbers can be paid to. */
      countries: string[];
      /** @description Apps with wallets of their own, beside those of the operators. */
      apps: PayoutApp[];
      /** @description For each currency in which there is something to pay out. */
      next: NextPayout[];
    };
    /** @description A phone number. */
    PhoneAddress: {
      /**
       * @description Reach the person by text message.
       * @constant
       */
      channel: 'sms';
      /** @description Phone number in international form (E.164). */
      phone: string;
    };
    /** @description A square picture of a person. */
    Photo: {
      /** @description WebP, 96 × 96 pixels at most, 3 kB at most: a path at the address of the API. */
      small: string;
      /** @description WebP, 240 × 240 pixels at most, 12 kB at most: a path at the address of the API. */
      medium: string;
      /** @description WebP, 640 × 640 pixels at most, 40 kB at most: a path at the address of the API. */
      large: string;
    };
    /** @description A square of the picture, as it is seen when it stands upright. */
    PhotoCrop: {
      /** @description From the left edge, pixels. */
      left: number;
      /** @description From the upper edge, pixels. */
      top: number;
      /** @description Width and height, pixels. */
      size: number;
    };
    /** @description A city, or a part of one. */
    Place: {
      /** @description Its name, in the language of the reader. */
      name: string;
      /** @description The city that it is a part of or close to; null for a city. */
      within: string | null;
      /** @description Country (ISO 3166-1 alpha-2). */
      country: string;
      /** @description Its centre, to about a kilometre. */
      location: GeoPoint;
    };
    /** @description The place around a point. */
    PlaceAround: {
      /** @description Null far from every place that is known. */
      place: Place | null;
      /** @description To be shown beside the answer; null when nothing is owed. */
      attribution: PlaceAttribution | null;
    };
    /** @description Whom an answer is owed to. */
    PlaceAttribution: {
      /** @description What to show. */
      text: string;
      /** @description Where it leads. */
      url: string;
    };
    /** @description Places that begin like the text. */
    Places: {
      /** @description Those that are most likely meant first. */
      items: Place[];
    };
    /** @description What a person wants to read of lessons and payments, and by which channels; codes always go out. */
    Preferences: {
      /** @description By e-mail. */
      email: boolean;
      /** @description By text message. */
      sms: boolean;
      /** @description Reminders a day and an hour before a lesson. */
      reminders: boolean;
    };
    /**
     * @description Whether a side of a lesson was there; `unknown`: nothing proves either, and it is held against nobody.
     * @enum {string}
     */
    Presence: 'present' | 'absent' | 'unknown';
    /** @description Why. `long_enough`: in the room for five minutes of the lesson; `at_the_start`: in it when the lesson began; `never_came`: never asked to enter, while the other side waited; `at_the_door`: asked to enter, and no entry is known; `too_short`: in the room for less than that; `nobody_waited`: did not ask to enter, and the other side did not wait long enough to prove it; `log_incomplete`: the same, and the end of the room is not known; `not_over`: the lesson is not; `checked_in`: of a lesson in person, the learner’s PIN was entered at the door; `not_checked_in`: it was not, which proves nothing. More values may come: treat one that you do not know as unknown. */
    PresenceGround:
      | 'long_enough'
      | 'at_the_start'
      | 'never_came'
      | 'at_the_door'
      | 'too_short'
      | 'nobody_waited'
      | 'log_incomplete'
      | 'not_over'
      | 'checked_in'
      | 'not_checked_in'
      | UnknownValue;
    /** @description A schedule to try. */
    PreviewSchedule: {
      /** @description What is to be tried; it is not kept. */
      schedule: SaveSchedule;
      /** @description First day wanted, in `zone`. */
      from: string;
      /** @description Last day wanted, in `zone`: at most 62 days in all. */
      to: string;
      /** @description Time zone of the reader (IANA); that of the schedule by default. */
      zone?: string;
      /** @description How long a lesson is to be; the first duration of the schedule by default. */
      durationMinutes?: number;
    };
    /** @description Lessons to look at before they are booked. */
    PreviewSeries: {
      /** @description Whose lessons. */
      providerId: string;
      /** @description When the first lesson begins; without `repeat`, when each of them does. */
      starts: string[];
      repeat?: SeriesRepeat;
      /**
       * @description How long each lesson is: one of the durations that the provider offers.
       * @default 60
       */
      durationMinutes?: number;
      /**
       * @description Where the lessons take place.
       * @default online
       */
      mode?: LessonMode;
      /** @description The child of mine that learns; without it, I do. */
      learnerId?: string;
    };
    /** @description One lesson of a series that may be booked. */
    PreviewedLesson: {
      /** @description When the lesson would begin. */
      startsAt: string;
      /** @description When the lesson would end. */
      endsAt: string;
      /** @description Why it cannot be booked; null if it can. */
      obstacle: SeriesObstacle | null;
      /** @description The nearest start of that day, in the zone of the provider, at which both are free; null when there is none, or none is needed. */
      nearest: string | null;
    };
    /** @description Why a request was refused (RFC 9457). */
    Problem: {
      /** @description An address that names the kind of problem. */
      type: string;
      /** @description What happened, for people, in the language of `Accept-Language`. */
      title: string;
      /** @description The HTTP status. */
      status: number;
      /** @description What happened, for programs: stable. */
      code: string;
      /** @description What can be done about it. */
      detail?: string;
      /** @description What title and detail are filled with, for programs: times, limits. */
      params?: {
        [key: string]: string | number;
      };
      /** @description The fields that are wrong. */
      errors?: BadField[];
      /** @description Quote it when you ask for help. */
      requestId: string;
    };
    /** @description A provider’s profile as its owner sees it. */
    Profile: {
      /** @description The name that everybody sees. */
      displayName: string;
      /** @description One line below the name. */
      headline?: string;
      /** @description What a learner should know. */
      bio?: string;
      /** @description What a tutor teaches, a coach’s expertises, a mentor’s domains. */
      subjects: string[];
      /** @description Languages in which lessons are given (ISO 639). */
      languages: string[];
      /** @description Where lessons take place. */
      modes: LessonMode[];
      /** @description Price of an hour. */
      hourlyRate?: Money;
      /** @description Where a tutor starts from; the public sees it rounded to about a kilometre. */
      location?: GeoPoint;
      /** @description Where a tutor lives. */
      city?: string;
      /** @description Country (ISO 3166-1 alpha-2). */
      country?: string;
      /** @description How far a tutor travels, kilometres. */
      radiusKm?: number;
      /** @description The levels of each subject that has any; only a tutor’s are looked for. */
      subjectLevels: SubjectLevels[];
      /** @description How well the person speaks each language, where they say so. */
      languageLevels: LanguageLevel[];
      /** @description What the person has learnt, in their own words: `verified` says what was checked. */
      diplomas: Diploma[];
      /** @description What a coach or a mentor helps to reach, a line each. */
      goals: string[];
      /** @description A video in which the person introduces themselves: YouTube, Vimeo, Dailymotion. */
      introVideo?: string;
      /** @description Whose profile. */
      providerId: string;
      /** @description What the person offers. */
      kind: ProviderRole;
      /** @description The person. */
      photo?: Photo;
      /** @description The readable end of its address, once it was published. */
      slug?: string;
      state: ProfileState;
      /** @description What has to be filled in before it can be published; nothing when it can be. */
      missing: MissingField[];
      /** @description What a profile can be published without and is better with. */
      advised: AdvisedField[];
      /** @description How much of all that is needed and advised is there, percent. */
      completeness: number;
      /** @description Grows with every change. */
      version: number;
      /** @description When it was last changed. */
      updatedAt: string;
    };
    /** @description `draft`: only its owner sees it; `published`: everybody can find it; `paused`: nobody finds or books its owner for the time being, who gives the lessons that are booked. More values may come: treat one that you do not know as unknown. */
    ProfileState: 'draft' | 'published' | 'paused' | UnknownValue;
    /** @description That its owner asks, and not somebody who holds their access token. */
    Proof: TotpProof | RecoveryCodeProof | PasskeyProof | PasswordProof | CodeProof;
    /** @description What is or was proposed, and the version of its booking since. */
    ProposalOfVersion: {
      /** @description When the lesson could begin instead, the earliest first. None of them is held. */
      starts: string[];
      /** @description Why, by the provider. */
      reason: string;
      state: RescheduleProposalState;
      /** @description When it was made. */
      proposedAt: string;
      /** @description Without an answer by then the lesson stays where it is. */
      answerBy: string;
      /**
       * @description Of the booking, of which what is proposed is a part: for `If-Match`.
       * @default 0
       */
      version: number;
    };
    /** @description What is to be put right in the books. */
    ProposeAdjustment: {
      /** @description The account to debit. */
      debit: AdjustmentSide;
      /** @description The account to credit. */
      credit: AdjustmentSide;
      /** @description How much; minor units. */
      amount: number;
      currency: Currency;
      /** @description Why. Whoever’s account it is reads it in their statement. */
      reason: string;
      /** @description What proves it: a ticket, a mismatch, a letter. */
      reference: string;
    };
    /** @description An exchange that took place at a bank. */
    ProposeConversion: {
      /** @description What was given to the bank. */
      sold: ExchangedMoney;
      /** @description What it gave for that. */
      got: ExchangedMoney;
      /** @description The day on which it was exchanged. */
      on: string;
      /** @description Who exchanged it. */
      bank: string;
      /** @description Why, and why now. */
      reason: string;
      /** @description What the bank calls it; of each exchange another. */
      reference: string;
    };
    /** @description The proof that it is me. */
    ProveStepUp: {
      proof: Proof;
    };
    /** @description What finance keeps of one provider. */
    ProviderReserve: {
      /** @description What was set. */
      id: string;
      /** @description For whom. */
      providerId: string;
      /** @description The name of their account; null where it is gone. */
      providerName: string | null;
      currency: Currency;
      /** @description Hundredths of a percent of what a lesson brings its provider. */
      bps: number;
      /** @description For how many days. */
      days: number;
      /** @description What is kept by it now. */
      kept: Money;
      /** @description Why, as the provider reads it; empty once forgotten. */
      reason: string;
      /** @description Who set it. */
      setBy: ReservePerson;
      /** @description When. */
      setAt: string;
      /** @description Who lifted it; null before. */
      liftedBy: ReservePerson | null;
      /** @description When; null before. */
      liftedAt: string | null;
      /** @description Why it was lifted; null before. */
      liftReason: string | null;
    };
    /** @description One page of a list. */
    ProviderReservePage: {
      /** @description The items of this page, in the order of the list. */
      items: ProviderReserve[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /**
     * @description A role that offers lessons.
     * @enum {string}
     */
    ProviderRole: 'tutor' | 'coach' | 'mentor';
    /** @description Confirm the prompt on the payer’s phone. */
    PushStep: {
      /**
       * @description The payer confirms on the phone.
       * @constant
       */
      kind: 'push';
      /** @description Until when that works; null when nobody says. */
      expiresAt: string | null;
      /** @description What to dial when no prompt appears; null when nothing. */
      dial: string | null;
    };
    /** @description One slot as it can be booked now, with all that the booking stores. */
    Quote: {
      /** @description Whose lesson. */
      providerId: string;
      /** @description When the lesson begins. */
      startsAt: string;
      /** @description When the lesson ends. */
      endsAt: string;
      /** @description The lesson with its buffers, which cannot be sold twice: its start. */
      busyFrom: string;
      /** @description The lesson with its buffers: its end. */
      busyUntil: string;
      /** @description What the learner would pay. */
      price: Money;
      /** @description Time zone of the provider (IANA). */
      zone: string;
      policy: CancellationPolicy;
      /** @description Only where the provider accepts a lesson before it can be paid. */
      request?: RequestTerms;
      /** @description Proves this quote. A booking that gives it back is made at this price and on these terms, or not at all; it is opaque. */
      token?: string;
    };
    /** @description `fixed_parity`: the euro and the CFA francs, by treaty; `ecb`: the reference rates of the European Central Bank. More values may come: treat one that you do not know as unknown. */
    RateSource: 'fixed_parity' | 'ecb' | UnknownValue;
    /** @description An invitation to one of my addresses. */
    ReceivedInvitation: {
      /** @description The invitation. */
      id: string;
      as: InvitedAs;
      /** @description First name or nickname, which the child’s providers see. */
      childFirstName: string;
      /** @description Until when it can be accepted. */
      expiresAt: string;
      /** @description When it was made. */
      createdAt: string;
    };
    /** @description One comparison, and how far it is. */
    ReconciliationRun: {
      /** @description The comparison. */
      id: string;
      /** @description The payment service; null for our own books. */
      psp: string | null;
      source: ReconciliationSource;
      /** @description Since when. */
      from: string;
      /** @description Until when, not included. */
      to: string;
      state: ReconciliationState;
      /** @description How much of it is done. */
      percent: number;
      /** @description Movements that the payment service named, those about its edges included. */
      read: number;
      /** @description Movements, or payments, of the period; or currencies of a balance. */
      compared: number;
      /** @description Mismatches that were not known before. */
      found: number;
      /** @description Mismatches that were there before and are no more. */
      gone: number;
      /** @description Why it failed, in a word; null unless it did. */
      failure: string | null;
      /** @description Who asked for it; null for the one of the night. */
      askedBy: string | null;
      /** @description When it was asked for. */
      createdAt: string;
      /** @description When it ended; null before. */
      endedAt: string | null;
    };
    /** @description One page of comparisons, and what there is to compare. */
    ReconciliationRuns: {
      /** @description The items of this page, in the order of the list. */
      items: ReconciliationRun[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
      /** @description The payment services of this platform. */
      psps: ComparedPsp[];
    };
    /** @description `books`: our payments with ledger and bookings; `list`: with what the payment service lists; `statement`: with the file of an operator; `balance`: what the payment service holds for us, with the books. More values may come: treat one that you do not know as unknown. */
    ReconciliationSource: 'books' | 'list' | 'statement' | 'balance' | UnknownValue;
    /** @description `filling`: parts of the statement are missing; `waiting`: begins in a moment; `running`; `done`; `failed`: it was tried several times. More values may come: treat one that you do not know as unknown. */
    ReconciliationState: 'filling' | 'waiting' | 'running' | 'done' | 'failed' | UnknownValue;
    /** @description A code for who has lost the app. */
    RecoveryCodeProof: {
      /**
       * @description By a recovery code.
       * @constant
       */
      kind: 'recovery_code';
      /** @description Good once. Spaces, hyphens and case do not matter. */
      code: string;
    };
    /** @description The recovery codes from now on; earlier ones are void. */
    RecoveryCodes: {
      /** @description Shown this once. */
      codes: string[];
    };
    /** @description Go on at the payment service. */
    RedirectStep: {
      /**
       * @description A page of the payment service takes over.
       * @constant
       */
      kind: 'redirect';
      /** @description The page. */
      url: string;
    };
    /** @description A refresh token to trade. */
    Refresh: {
      /** @description The last one that was given; that of a browser comes in its cookie. */
      refreshToken?: string;
    };
    /**
     * @description `credit`: at once; `money`: as soon as a person of the team has sent it.
     * @enum {string}
     */
    RefundChoice: 'credit' | 'money';
    /** @description It is done, or will be. */
    RefundChosen: {
      /** @description The refund. */
      id: string;
      as: RefundChoice;
    };
    /** @description It is in the books. */
    RefundSent: {
      /** @description The refund. */
      id: string;
    };
    /** @description A new account. */
    Register: {
      role: OwnRole;
      /** @description The name that others see. */
      displayName: string;
      address: Address;
      /** @description Needed to sign in by password later; by phone a code is enough. At least 10 characters. */
      password?: string;
      /** @description The language in which messages come; that of the request by default. */
      locale?: Locale;
      /** @description The time zone in which messages give times (IANA): browsers and phones know their own. */
      zone?: string;
    };
    /** @description All that can be found is made anew. */
    Reindexing: {
      /** @description The reindexing. */
      id: string;
      state: JobState;
      /** @description How much of it is done. */
      percent: number;
      /** @description Entries that were written so far, also unchanged ones. */
      written: number;
      /** @description Entries that were removed so far, whose profile is gone. */
      removed: number;
      /** @description The admin who asked for it. */
      askedBy: string;
      /** @description When it was asked for. */
      requestedAt: string;
      /** @description When it had ended; null while it is under way. */
      endedAt: string | null;
    };
    /** @description When all that can be found was made anew. */
    Reindexings: {
      /** @description The latest ten, the newest first. */
      items: Reindexing[];
    };
    /**
     * @description Why, as the audit log keeps it: what it was about is resolved; it was a mistake; its owner appealed.
     * @enum {string}
     */
    ReinstatementReason: 'resolved' | 'mistake' | 'appeal';
    /** @description Lessons that a provider kept, and did not keep. */
    Reliability: {
      /** @description Since when lessons count: for 90 days. */
      since: string;
      /** @description Lessons to which the provider came, or of which nothing else is known. */
      kept: number;
      /** @description Paid lessons that the provider called off within 24 hours of them. */
      lateCancellations: number;
      /** @description Lessons to which the provider is proven not to have come. */
      absences: number;
      /** @description How many of the lessons were kept, in percent and rounded down; null with fewer than 10. */
      keptPct: number | null;
    };
    /** @description How to prove that it is me. */
    RequestStepUp: {
      /** @description To which of the addresses of the account a code is sent; to none where it is left out. */
      channel?: AddressChannel;
    };
    /** @description How a provider answers requests. */
    RequestTerms: {
      /** @description Hours within which the provider answers. */
      answerWithinHours: number;
      /** @description The provider wants to know by then: the notice. */
      bookableUntil: string;
    };
    /** @description Other times that a provider proposes for a paid lesson. */
    RescheduleProposal: {
      /** @description When the lesson could begin instead, the earliest first. None of them is held. */
      starts: string[];
      /** @description Why, by the provider. */
      reason: string;
      state: RescheduleProposalState;
      /** @description When it was made. */
      proposedAt: string;
      /** @description Without an answer by then the lesson stays where it is. */
      answerBy: string;
    };
    /** @description `ended`: the lesson was moved or called off meanwhile, so that nothing is proposed any more. More values may come: treat one that you do not know as unknown. */
    RescheduleProposalState:
      'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'ended' | UnknownValue;
    /** @description It is done. */
    ReserveDecided: {
      /** @description What was set. */
      id: string;
    };
    /** @description `decided`: our team set it for this provider; `all`: of everybody’s lessons; `new_provider`: of who has given few lessons; `chargebacks`: of whose lessons banks take many back. More values may come: treat one that you do not know as unknown. */
    ReserveKind: 'decided' | 'all' | 'new_provider' | 'chargebacks' | UnknownValue;
    /** @description Somebody of finance. */
    ReservePerson: {
      /** @description Identifier (UUID). */
      id: string;
      /** @description The name of their account; null where it is gone. */
      name: string | null;
    };
    /** @description By what a part of earnings is kept. */
    ReserveRule: {
      kind: ReserveKind;
      /** @description Of the number that a provider is paid to; null: of whatever country. */
      country: string | null;
      currency: Currency;
      /** @description Of new providers: fewer lessons than that; of chargebacks: as many hundredths of a percent of lessons and more; else null. */
      threshold: number | null;
      /** @description Within how many days chargebacks are counted; else null. */
      withinDays: number | null;
      /** @description Whether only of payments that a bank can take back. */
      onlyIfChargeable: boolean;
      /** @description Hundredths of a percent of what a lesson brings its provider. */
      bps: number;
      /** @description For how many days. */
      days: number;
      /** @description Since when it holds, or will. */
      validFrom: string;
      /** @description Until when; null until further notice. */
      validUntil: string | null;
      /** @description Why there is such a rule. */
      reason: string;
    };
    /** @description By what a part of earnings is kept. */
    ReserveRules: {
      /** @description Those that hold and those to come, by kind and currency. */
      items: ReserveRule[];
    };
    /**
     * @description `live`: it holds for what is earned; `lifted`: it does not any more.
     * @enum {string}
     */
    ReserveStateName: 'live' | 'lifted';
    /** @description One page of what finance keeps of single providers. */
    Reserves: ProviderReservePage;
    /** @description The code that was sent, and the new password. */
    ResetPassword: {
      /** @description From the answer that said a code was sent. */
      verificationId: string;
      /** @description The six digits that were sent. */
      code: string;
      /** @description Length counts; letters, digits and signs may be mixed as one likes. */
      password: string;
    };
    /** @description A service that deletes what it may not keep. More values may come: treat one that you do not know as unknown. */
    RetainingService:
      | 'auth'
      | 'profile'
      | 'search'
      | 'availability'
      | 'booking'
      | 'payment'
      | 'session'
      | 'notification'
      | UnknownValue;
    /**
     * @description A service that deletes what it may not keep.
     * @enum {string}
     */
    RetainingServiceInput:
      | 'auth'
      | 'profile'
      | 'search'
      | 'availability'
      | 'booking'
      | 'payment'
      | 'session'
      | 'notification';
    /** @description What all services delete in time. */
    RetentionOfAll: {
      /** @description Every service that keeps something. */
      items: ServiceRetention[];
    };
    /** @description A service deletes what it may not keep any longer. */
    RetentionRun: {
      /** @description The run. */
      id: string;
      state: JobState;
      /** @description How much of it is done. */
      percent: number;
      /** @description What it does now, or did last; empty before it has begun. */
      message: string;
      /** @description What is gone so far, by table; none whose rows all may stay. */
      deleted: DeletedRows[];
      /** @description The admin who began it; null where its time had come. */
      askedBy: string | null;
      /** @description When it began. */
      startedAt: string;
      /** @description When it had ended; null while it is under way. */
      endedAt: string | null;
      /** @description Why a step was not done the last time: a code. */
      failure: string | null;
    };
    /** @description Somebody of the team. */
    ReviewPerson: {
      /** @description Identifier (UUID). */
      id: string;
      /** @description The name of their account; null where it is gone. */
      name: string | null;
    };
    /** @description A lesson that is paid by it. */
    ReviewedLesson: {
      /** @description The booking. */
      bookingId: string;
      /** @description Who teaches. */
      providerId: string;
      /** @description The name of their account; null where it is gone. */
      providerName: string | null;
      /** @description When it begins. */
      startsAt: string;
      /** @description What of the payment is for it. */
      amount: Money;
    };
    /** @description `review`: it may be paid, and nobody earns by it before a person has decided; `refuse`: no payment is opened. More values may come: treat one that you do not know as unknown. */
    RiskAction: 'review' | 'refuse' | UnknownValue;
    /** @description What a rule saw, and what it was then. */
    RiskFinding: {
      kind: RiskKind;
      /** @description What was seen: how many, this payment included where payments, numbers or cards are counted; the age of the account in minutes; the amount in minor units; 1 of a number from elsewhere. */
      figure: number;
      /** @description From which amount on the rule looked. */
      from: Money;
      /** @description How many there have to be of what is counted; null where nothing is. */
      threshold: number | null;
      /** @description Within how many minutes, or how old an account is at most; null where it does not matter. */
      withinMinutes: number | null;
      /** @description Of a number from elsewhere: its country, and where the request came from. */
      countries: string[] | null;
    };
    /** @description `amount`: one payment of so much; `new_account`: so much from an account this young; `many_payments`: so many of one account; `many_numbers`: by so many phone numbers of one account; `shared_number`: so many accounts by one phone number; `number_elsewhere`: the phone number is of another country than the request came from; `many_cards`: by so many cards of one account; `shared_card`: so many accounts by one card; `many_declines`: so often a bank declined a card of one account, or a wallet of it was blocked, where the payment service says so. More values may come: treat one that you do not know as unknown. */
    RiskKind:
      | 'amount'
      | 'new_account'
      | 'many_payments'
      | 'many_numbers'
      | 'shared_number'
      | 'number_elsewhere'
      | 'many_cards'
      | 'shared_card'
      | 'many_declines'
      | UnknownValue;
    /** @description By what payments are looked at as they are opened. */
    RiskRule: {
      kind: RiskKind;
      action: RiskAction;
      currency: Currency;
      /** @description Smaller payments are not looked at. */
      from: Money;
      /** @description How many there have to be of what is counted; null where nothing is. */
      threshold: number | null;
      /** @description Within how many minutes, or how old an account is at most; null where it does not matter. */
      withinMinutes: number | null;
      /** @description Since when it holds, or will. */
      validFrom: string;
      /** @description Until when; null until further notice. */
      validUntil: string | null;
      /** @description Why there is such a rule. */
      reason: string;
    };
    /** @description By what payments are looked at. */
    RiskRules: {
      /** @description Those that hold and those to come, by kind and currency. */
      items: RiskRule[];
    };
    /**
     * @description What an account may do on the platform.
     * @enum {string}
     */
    Role:
      | 'student'
      | 'parent'
      | 'tutor'
      | 'coach'
      | 'mentor'
      | 'support'
      | 'trust'
      | 'finance'
      | 'admin';
    /**
     * @description Why, as the audit log keeps it: somebody joined or left the team or got another task there; a role was wrong; an incident.
     * @enum {string}
     */
    RoleChangeReason: 'joined_team' | 'changed_task' | 'left_team' | 'corrected' | 'incident';
    /** @description Which service deletes now what it may not keep. */
    RunRetention: {
      /** @description Whose rows. */
      service: RetainingServiceInput;
    };
    /** @description What one side says of money. */
    SaidOfMoney: {
      /** @description Minor units; null where nothing is said of money. */
      amount: number | null;
      /** @description ISO 4217, of any currency; null with the amount. */
      currency: string | null;
      /** @description The state in the words of this side. */
      state: string | null;
    };
    /** @description Something that somebody has learnt. */
    SaveDiploma: {
      /** @description What it is called. */
      title: string;
      /** @description Who gave it. */
      institution?: string;
      /** @description The year of it. */
      year?: number;
    };
    /** @description Where I give lessons in person. */
    SaveExactAddress: {
      /** @description Street and house, or the quarter where streets have no names. */
      line: string;
      /** @description What one sees on the way there. */
      landmark?: string;
      /** @description The very point; never rounded. */
      location?: GeoPoint;
    };
    /** @description How well somebody speaks one of the languages of the lessons. */
    SaveLanguageLevel: {
      /** @description One of `languages`. */
      language: string;
      /** @description How well the person speaks it. */
      level: FluencyName;
    };
    /** @description What I want to learn; replaces what was there. */
    SaveLearning: {
      /** @description Where they are at school, or beyond it. */
      level?: LevelName;
      /**
       * @description What they want to learn.
       * @default []
       */
      subjects?: string[];
      /**
       * @description What they want to reach, a line each.
       * @default []
       */
      goals?: string[];
    };
    /** @description What to send from now on, and by which channels. */
    SavePreferences: {
      /** @description By e-mail. */
      email: boolean;
      /** @description By text message. */
      sms: boolean;
      /**
       * @description Reminders a day and an hour before a lesson.
       * @default true
       */
      reminders?: boolean;
    };
    /** @description My profile; replaces what was there. */
    SaveProfile: {
      /** @description The name that everybody sees. */
      displayName: string;
      /** @description One line below the name. */
      headline?: string;
      /** @description What a learner should know. */
      bio?: string;
      /**
       * @description What a tutor teaches, a coach’s expertises, a mentor’s domains.
       * @default []
       */
      subjects?: string[];
      /**
       * @description Languages in which lessons are given (ISO 639).
       * @default []
       */
      languages?: string[];
      /**
       * @description Where lessons take place.
       * @default [
       *       "online"
       *     ]
       */
      modes?: LessonMode[];
      /** @description Price of an hour. */
      hourlyRate?: Money;
      /** @description Where a tutor starts from; the public sees it rounded to about a kilometre. */
      location?: GeoPoint;
      /** @description Where a tutor lives. */
      city?: string;
      /** @description Country (ISO 3166-1 alpha-2). */
      country?: string;
      /** @description How far a tutor travels, kilometres. */
      radiusKm?: number;
      /**
       * @description The levels of each subject that has any; only a tutor’s are looked for.
       * @default []
       */
      subjectLevels?: SaveSubjectLevels[];
      /**
       * @description How well the person speaks each language, where they say so.
       * @default []
       */
      languageLevels?: SaveLanguageLevel[];
      /**
       * @description What the person has learnt, in their own words: `verified` says what was checked.
       * @default []
       */
      diplomas?: SaveDiploma[];
      /**
       * @description What a coach or a mentor helps to reach, a line each.
       * @default []
       */
      goals?: string[];
      /** @description A video in which the person introduces themselves: YouTube, Vimeo, Dailymotion. */
      introVideo?: string;
    };
    /** @description When a provider gives lessons; replaces what was there. */
    SaveSchedule: {
      /** @description Time zone in which the weekly hours are meant (IANA). */
      timeZone: string;
      /** @description Hours of a usual week; a day that is not listed is a day off. */
      weekly: WeeklyHours[];
      /**
       * @description Days that differ from the week.
       * @default []
       */
      exceptions?: ExceptionalDay[];
      /**
       * @description How long a lesson may be, minutes.
       * @default [
       *       60
       *     ]
       */
      durationsMinutes?: number[];
      /**
       * @description Lessons start at multiples of so many minutes, counted in elapsed time from the start of a range. They may run on into a range that touches it, also past midnight.
       * @default 30
       */
      stepMinutes?: number;
      /**
       * @description Minutes kept free before a lesson.
       * @default 0
       */
      bufferBeforeMinutes?: number;
      /**
       * @description Minutes kept free after a lesson.
       * @default 0
       */
      bufferAfterMinutes?: number;
      /**
       * @description A lesson can be booked until so many minutes before it begins.
       * @default 120
       */
      noticeMinutes?: number;
      /**
       * @description How many days ahead can be booked.
       * @default 90
       */
      horizonDays?: number;
      /**
       * @description What a late cancellation gives back.
       * @default moderate
       */
      policy?: CancellationPolicyName;
      /**
       * @description Whether a learner has a slot at once, or asks for it first.
       * @default instant
       */
      bookingMode?: BookingMode;
      /**
       * @description How long a learner who asks waits for an answer at most, hours.
       * @default 24
       */
      answerWithinHours?: number;
      /**
       * @description The first lesson that a learner may have to try; null for none.
       * @default null
       */
      trial?: Trial | null;
    };
    /** @description The levels at which one subject is taught. */
    SaveSubjectLevels: {
      /** @description One of `subjects`. */
      subject: string;
      /** @description Who it is taught to. */
      levels: LevelName[];
    };
    /** @description When a provider gives lessons. */
    Schedule: {
      /** @description Time zone in which the weekly hours are meant (IANA). */
      timeZone: string;
      /** @description Hours of a usual week; a day that is not listed is a day off. */
      weekly: WeeklyHours[];
      /**
       * @description Days that differ from the week.
       * @default []
       */
      exceptions: ExceptionalDay[];
      /**
       * @description How long a lesson may be, minutes.
       * @default [
       *       60
       *     ]
       */
      durationsMinutes: number[];
      /**
       * @description Lessons start at multiples of so many minutes, counted in elapsed time from the start of a range. They may run on into a range that touches it, also past midnight.
       * @default 30
       */
      stepMinutes: number;
      /**
       * @description Minutes kept free before a lesson.
       * @default 0
       */
      bufferBeforeMinutes: number;
      /**
       * @description Minutes kept free after a lesson.
       * @default 0
       */
      bufferAfterMinutes: number;
      /**
       * @description A lesson can be booked until so many minutes before it begins.
       * @default 120
       */
      noticeMinutes: number;
      /**
       * @description How many days ahead can be booked.
       * @default 90
       */
      horizonDays: number;
      /**
       * @description What a late cancellation gives back.
       * @default moderate
       */
      policy: CancellationPolicyName;
      /**
       * @description Whether a learner has a slot at once, or asks for it first.
       * @default instant
       */
      bookingMode: BookingMode;
      /**
       * @description How long a learner who asks waits for an answer at most, hours.
       * @default 24
       */
      answerWithinHours: number;
      /**
       * @description The first lesson that a learner may have to try; null for none.
       * @default null
       */
      trial: Trial | null;
      /** @description Whose schedule. */
      providerId: string;
      /** @description Grows with every change. */
      version: number;
    };
    /** @description The free times that a schedule would leave. */
    SchedulePreview: {
      /** @description Time zone in which the days are meant (IANA). */
      zone: string;
      /** @description How long a lesson is. */
      durationMinutes: number;
      /** @description A lesson may start so many minutes after another start. */
      stepMinutes: number;
      /** @description What a cancellation of such a lesson would give back. */
      policy: CancellationPolicy;
      /** @description Days with free time; others are left out. */
      days: SlotDay[];
    };
    /**
     * @description `best`: what fits best first; `price`: the cheapest first.
     * @enum {string}
     */
    SearchOrder: 'best' | 'price';
    /** @description The second half of a sign-in. */
    SecondFactorSignIn: {
      /** @description From `params` of `auth.mfa_required`. */
      challenge: string;
      proof: SecondProof;
    };
    /** @description The second factor of a sign-in. */
    SecondProof: TotpProof | RecoveryCodeProof | PasskeyProof;
    /** @description What protects my account. */
    Security: {
      /** @description Whether one can sign in by password. */
      hasPassword: boolean;
      /** @description Since when signing in asks for a code of an app; null when it does not. */
      totpSince: string | null;
      /** @description How many recovery codes have not been used. */
      recoveryCodesLeft: number;
    };
    /** @description An invitation of mine that nobody accepted yet. */
    SentInvitation: {
      /** @description The invitation. */
      id: string;
      as: InvitedAs;
      /** @description First name or nickname, which the child’s providers see. */
      childFirstName: string;
      /** @description Until when it can be accepted. */
      expiresAt: string;
      /** @description When it was made. */
      createdAt: string;
      /** @description The child. */
      childId: string;
      channel: AddressChannel;
      /** @description Where it was sent. */
      address: string;
    };
    /** @description Lessons that were booked together. */
    Series: {
      /** @description The series. */
      id: string;
      /** @description Who learns, and pays unless `payerId` says otherwise. */
      learnerId: string;
      /** @description The parent who booked it and pays; null where the learner does. */
      payerId: string | null;
      /** @description Who teaches. */
      providerId: string;
      /** @description So many weeks from one lesson to the next; null where the times were chosen. */
      everyWeeks: number | null;
      /** @description Time zone of the provider, in which the times repeat (IANA). */
      zone: string;
      /** @description Lessons that were wanted and could not be booked. */
      skipped: string[];
      /** @description When it was booked. */
      createdAt: string;
      /** @description Its lessons as they are now, in the order of time. */
      lessons: Booking[];
    };
    /** @description What a cancellation now would give back. */
    SeriesCancellation: {
      /** @description What would go back in all. */
      refund: Money;
      /** @description In the order of time; never empty. */
      lessons: CanceledLesson[];
    };
    /**
     * @description `apart`: every lesson by itself; `together`: of the lessons of a series that are in the list only the one that comes first, with `ofSeries`.
     * @enum {string}
     */
    SeriesInList: 'apart' | 'together';
    /** @description What moving lessons of a series would do now. */
    SeriesMovePreview: {
      /** @description Time zone of the provider, in which the times repeat (IANA). */
      zone: string;
      /** @description How many of them can be moved. */
      free: number;
      /** @description In the order of their present times; never empty. */
      lessons: MovedLesson[];
    };
    /** @description `past`: over, or too soon to be booked; `too_far`: later than can be booked yet; `not_offered`: outside the hours of the provider, or at no time at which a lesson starts; `busy`: the provider has another lesson; `overlaps`: another lesson of the series is at that time; `learner_busy`: the learner has another lesson. More values may come: treat one that you do not know as unknown. */
    SeriesObstacle:
      'past' | 'too_far' | 'not_offered' | 'busy' | 'overlaps' | 'learner_busy' | UnknownValue;
    /** @description What a series would be if it were booked now. */
    SeriesPreview: {
      /** @description Whose lessons. */
      providerId: string;
      /** @description Time zone of the provider, in which the times repeat (IANA). */
      zone: string;
      /** @description What each lesson costs. */
      price: Money;
      /** @description What all lessons that can be booked cost. */
      total: Money;
      /** @description What a cancellation of such a lesson would give back. */
      policy: CancellationPolicy;
      /** @description How many of them can be booked. */
      free: number;
      /** @description In the order of time. */
      lessons: PreviewedLesson[];
    };
    /** @description The same time of day again, as clocks of the provider show it. */
    SeriesRepeat: {
      /**
       * @description So many weeks from one to the next.
       * @default 1
       */
      everyWeeks?: number;
      /** @description How many lessons, the first included. */
      times: number;
    };
    /**
     * @description `all`: every lesson that is left; `following`: the one named and all later ones; `one`: that one. The first lesson of a series of which nothing is paid never goes alone.
     * @enum {string}
     */
    SeriesScope: 'all' | 'following' | 'one';
    /**
     * @description `all`: every lesson or none; `free`: those that can be booked.
     * @enum {string}
     */
    SeriesTake: 'all' | 'free';
    /** @description What one service has erased, and kept. */
    ServiceReceipt: {
      /** @description What is gone; nothing where an earlier call has erased it. */
      erased: ErasedRows[];
      /** @description What stays. */
      kept: KeptRows[];
      /** @description Who says so. */
      service: string;
      /** @description When it had done so. */
      at: string;
    };
    /** @description What one service deletes in time. */
    ServiceRetention: {
      /**
       * @description Which one.
       * @enum {unknown}
       */
      service: RetainingService;
      /** @description Its latest five runs, the newest first; null while it does not answer. */
      runs: RetentionRun[] | null;
    };
    /** @description The password from now on. */
    SetPassword: {
      /** @description Length counts; letters, digits and signs may be mixed as one likes. */
      password: string;
    };
    /** @description Where my earnings are to be paid to. */
    SetPayoutAccount: {
      /** @description A number with Mobile Money, of whoever is paid. */
      phone: string;
      /** @description The app that has the wallet of this number, one of `apps`; absent: the operator that has the number. */
      app?: string;
    };
    /** @description What is to be kept of one provider. */
    SetReserve: {
      /** @description For whom. */
      providerId: string;
      currency: Currency;
      /** @description Hundredths of a percent of what a lesson brings its provider. */
      bps: number;
      /** @description For how many days. */
      days: number;
      /** @description Why. The provider reads it. */
      reason: string;
    };
    /** @description Lessons that are paid at once. */
    SeveralToPay: {
      /** @description How many they are. */
      count: number;
      /** @description When the last of them begins. */
      lastStartsAt: string;
      /** @description The first name of who teaches all of them; null where there is none to show. */
      teacher: string | null;
    };
    /** @description What is known of one side of a lesson. */
    SideAttendance: {
      presence: Presence;
      ground: PresenceGround;
      /** @description Whole minutes of the lesson in the room, as far as they are known. */
      minutes: number;
    };
    /** @description Somebody signed in to my account, or tried to. */
    SignIn: {
      /** @description The entry. */
      id: string;
      /** @description When; the last time where it was tried several times. */
      at: string;
      outcome: SignInOutcome;
      /** @description How often within the hour, from the same network. */
      tries: number;
      /** @description By what: `pwd`, `otp`, `sms`, `mfa` (RFC 8176). */
      methods: string[];
      /** @description With which browser; null when it did not say. */
      browser: string | null;
      /** @description On what; null when it did not say. */
      system: string | null;
      /** @description The country that it came from (ISO 3166-1), by its network; null when not known. */
      country: string | null;
      /** @description Whether the account had never been used on this device. */
      newDevice: boolean;
      /** @description Whether it had never been used from this country. */
      newCountry: boolean;
      /** @description Whether it began the session that asks. */
      current: boolean;
    };
    /** @description `signed_in`; `code_asked`: the password was right, and a code had to confirm it on a device or in a country that was not known; `wrong_password`, `wrong_code`, `wrong_second_factor`; `suspended`: the account is closed. More values may come: treat one that you do not know as unknown. */
    SignInOutcome:
      | 'signed_in'
      | 'code_asked'
      | 'wrong_password'
      | 'wrong_code'
      | 'wrong_second_factor'
      | 'suspended'
      | UnknownValue;
    /** @description One page of a list. */
    SignInPage: {
      /** @description The items of this page, in the order of the list. */
      items: SignIn[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description A device on which somebody is signed in. */
    SignInSession: {
      /** @description The session. */
      id: string;
      /** @description With which browser somebody signed in; null when it did not say. */
      browser: string | null;
      /** @description On what; null when it did not say. */
      system: string | null;
      /** @description The country that it came from (ISO 3166-1), by its network; null when not known. */
      country: string | null;
      /** @description When somebody signed in. */
      createdAt: string;
      /** @description When it was last carried on, which clients do every quarter of an hour while they are used. */
      lastUsedAt: string;
      /** @description Whether it is the one that asks. */
      current: boolean;
    };
    /** @description One page of a list. */
    SignInSessionPage: {
      /** @description The items of this page, in the order of the list. */
      items: SignInSession[];
      /** @description Send it as `cursor` to get the next page; null on the last one. */
      nextCursor: string | null;
    };
    /** @description The session has ended. */
    SignedOut: {
      /** @description When the session ended. */
      endedAt: string;
    };
    /** @description Free times of one local day of the reader. */
    SlotDay: {
      /** @description The day, in `zone`. */
      date: string;
      /** @description Its free times, in order. */
      ranges: SlotRange[];
    };
    /** @description A stretch of free time. */
    SlotRange: {
      /** @description The first start. */
      startsAt: string;
      /** @description The last end. */
      endsAt: string;
      /** @description `startsAt` as a clock in `zone` shows it, with its offset (RFC 3339). */
      localStart: string;
      /** @description `endsAt` as a clock in `zone` shows it, with its offset (RFC 3339). */
      localEnd: string;
    };
    /** @description Free times of a provider. */
    Slots: {
      /** @description Whose free times. */
      providerId: string;
      /** @description Time zone in which the days are meant (IANA). */
      zone: string;
      /** @description How long the lesson is to be. */
      durationMinutes: number;
      /** @description A lesson may start so many minutes after another start. */
      stepMinutes: number;
      /** @description What else can be asked for; there is no free time for another duration. */
      durationsMinutes: number[];
      /** @description The trial lesson that is offered; null for none. */
      trial: Trial | null;
      /** @description Where the lesson may take place. */
      modes: LessonMode[];
      /** @description Time zone of the provider (IANA). */
      providerZone: string;
      /** @description What a cancellation of a lesson booked now gives back. */
      policy: CancellationPolicy;
      /** @description Only where the provider accepts a lesson before it can be paid: hours within which they answer. */
      answerWithinHours?: number;
      /** @description Days with free time; others are left out. */
      days: SlotDay[];
    };
    /** @description A booking as support reads it. */
    StaffBooking: {
      booking: BookingDetails;
      /** @description What was paid and is neither on its way back nor the provider’s yet. */
      left: Money;
      /** @description The earliest first. */
      history: BookingChange[];
      outcome: LessonOutcome;
    };
    /** @description A payout as the team reads it. */
    StaffPayout: {
      /** @description The payout. */
      id: string;
      /** @description How much is paid. */
      amount: Money;
      /** @description The brand of the operator that has the number. */
      operator: string;
      /** @description The last two digits of the number that it goes to. */
      payeeEnd: string;
      /** @description When it was planned. */
      createdAt: string;
      /** @description When it was paid or failed; null before. */
      endedAt: string | null;
      from: PaidFrom;
      /** @description Who is paid. */
      providerId: string;
      /** @description The name of their account; null where it is gone. */
      providerName: string | null;
      /** @description As the operator knows the owner of the number, where that is another name and nobody has compared them; else null. */
      walletName: string | null;
      /** @description Who has said yes so far: two are needed. */
      approvedBy: string[];
      /** @description The payment service’s word for why it failed, or ours. */
      failure: string | null;
    };
    /** @description What finance decides about payouts; 50 of each at most. */
    StaffPayouts: {
      /** @description That wait for the yes of two, the oldest first. */
      toApprove: StaffPayout[];
      /** @description Numbers about which a person decides, the oldest first. */
      accounts: WaitingPayoutAccount[];
      /** @description Of suspended accounts, those first that have been for longest. */
      held: HeldPayout[];
      /** @description Of the last 30 days, the newest first. */
      failed: StaffPayout[];
    };
    /** @description A refund that a person sends. */
    StaffRefund: {
      /** @description The refund. */
      id: string;
      /** @description The lesson that it is of. */
      bookingId: string;
      /** @description Whose payment it is. */
      payerId: string;
      /** @description The name of their account; null where it is gone. */
      payerName: string | null;
      /** @description Somebody else paid it by a link: it goes to them, whom the payment service knows. */
      byLink: boolean;
      /** @description The payment service that has the money. */
      psp: string;
      /** @description Its name of the payment, by which it is found there; null where it has none. */
      pspRef: string | null;
      /** @description How much of the price goes back. */
      amount: Money;
      /**
       * @description What is sent for it in the money that was charged; null where that is the price’s.
       * @default null
       */
      charged: Money | null;
      /** @description Why the payment service does not: its word, or ours. */
      failure: string | null;
      state: WaitingRefundState;
      /** @description Since when it waits. */
      offeredAt: string;
    };
    /** @description Refunds that no payment service sends back. */
    StaffRefunds: {
      /** @description Those that wait for the money first, each the oldest first; 50 at most. */
      items: StaffRefund[];
    };
    /** @description A comparison to begin. */
    StartReconciliation: {
      /** @description The payment service; without it, our own books. */
      psp?: string;
      /**
       * @description Whether its statement will be sent, rather than its list asked for.
       * @default false
       */
      statement?: boolean;
      /**
       * @description Whether what it holds now is compared; of the period, what it took for its work and sent to our bank is booked first.
       * @default false
       */
      balance?: boolean;
      /** @description Since when. */
      from: string;
      /** @description Until when, not included. */
      to: string;
    };
    /** @description A month of an account; every amount is explained. */
    Statement: {
      /** @description Which month, by the clock of UTC. */
      month: string;
      as: StatementSide;
      /** @description One for each currency in which there ever was anything, in the order of its name. */
      accounts: StatementAccount[];
    };
    /** @description A month of an account in one currency. */
    StatementAccount: {
      /** @description Before the first line. */
      opening: Balance;
      /** @description The earliest first; 500 at most. */
      lines: StatementLine[];
      /** @description Whether there are more lines, which are not shown. */
      isCut: boolean;
      /** @description After the last line that is shown. */
      closing: Balance;
    };
    /** @description `charge`: a payment arrived; `refund`: it went back; `refund_reversal`: a bank returned a refund; `refund_by_platform`: what we sent back at our own cost; `refund_by_hand`: a person of the team sent it back; `refund_as_credit`: it became credit; `credit_reserved`: credit pays for a lesson; `credit_released`: that payment was not made; `credit_taken_again`: it was made after all; `earning`: a lesson was given, and its money is the provider’s; `compensation`: for a lesson that we called off; `payout`: on its way to the provider; `payout_failed`: it came back; `adjustment`: our team put the account right; `chargeback_frozen`: the payer’s bank takes the payment back, and it waits; `chargeback_released`: the bank decided for us; `chargeback_lost`, `chargeback_borne`: the bank keeps it, and the platform bears that; `reserve_kept`: a part of an earning is kept for a while; `reserve_released`: it is payable. More values may come: treat one that you do not know as unknown. */
    StatementKind:
      | 'charge'
      | 'refund'
      | 'refund_reversal'
      | 'refund_by_platform'
      | 'refund_by_hand'
      | 'refund_as_credit'
      | 'credit_reserved'
      | 'credit_released'
      | 'credit_taken_again'
      | 'earning'
      | 'compensation'
      | 'payout'
      | 'payout_failed'
      | 'chargeback_frozen'
      | 'chargeback_released'
      | 'chargeback_lost'
      | 'chargeback_borne'
      | 'adjustment'
      | 'reserve_kept'
      | 'reserve_released'
      | 'other'
      | UnknownValue;
    /** @description One movement of an account, explained. */
    StatementLine: {
      /** @description When the money moved. */
      at: string;
      kind: StatementKind;
      /** @description What came to the account. */
      in: Money;
      /** @description What left it. */
      out: Money;
      /** @description Of the account after it. */
      balance: Balance;
      /** @description What was paid for the lesson of an earning; else null. */
      paid: Money | null;
      /** @description What of that the platform keeps; else null. */
      commission: Money | null;
      /** @description What of that is value added tax on the commission; null where none is. */
      vat: Money | null;
      /** @description What of that is tax on the earning; null where none is. */
      withheld: Money | null;
      /** @description What moved in other money for a payment or a refund, by a quote; else null. */
      charged: Money | null;
      /** @description Why money went back, as a code; else null. */
      reason: string | null;
      /** @description Why our team put the account right; else null. */
      note: string | null;
      /** @description Until when a part of an earning is kept; else null. */
      until: string | null;
      /** @description The lesson; null where it is about several, or none. */
      bookingId: string | null;
      /** @description When that lesson begins. */
      startsAt: string | null;
    };
    /**
     * @description `payer`: what is held of my payments until lessons are given; `provider`: what my lessons have earned; `credit`: my credit; `reserve`: what of my earnings is kept for a while.
     * @enum {string}
     */
    StatementSide: 'payer' | 'provider' | 'credit' | 'reserve';
    /** @description One way to prove it. */
    StepUpWay: {
      factor: Factor;
      /** @description Where the code goes; null where none is sent. */
      address: string | null;
    };
    /** @description How somebody may prove again that it is them. */
    StepUpWays: {
      /** @description What the account has for it, the easiest first; one is enough. */
      ways: StepUpWay[];
      /** @description What the browser needs for the way `passkey`; null where there is none. */
      passkey: PasskeyRequest | null;
      /** @description The code that was sent; null where none was asked for. */
      sent: CodeSent | null;
    };
    /** @description It is proved that its owner holds this session. */
    SteppedUp: {
      /** @description Takes the place of the one before, and alone carries the proof; refreshing loses it. */
      accessToken: string;
      /** @description Seconds that the access token lives. */
      expiresIn: number;
      /** @description When it was proved: calls say how long that is enough. */
      provedAt: string;
    };
    /** @description The levels at which one subject is taught. */
    SubjectLevels: {
      /** @description One of `subjects`. */
      subject: string;
      /** @description Who it is taught to. */
      levels: Level[];
    };
    /** @description What a subject is called. */
    SubjectNames: {
      /** @description What filters and profiles take. */
      value: string;
      /** @description The name in French. */
      fr: string;
      /** @description The name in English. */
      en: string;
    };
    /** @description What people teach, coach and mentor in. */
    Subjects: {
      /** @description Those of the catalogue; profiles may name others, which are called as they name them. */
      items: SubjectNames[];
    };
    /** @description A subject that people offer. */
    Suggestion: {
      /** @description What the filter takes. */
      value: string;
      /** @description How many profiles have it; 1000 stands for 1000 and more. */
      count: number;
      /** @description The same for people, in their language. */
      label: string;
    };
    /** @description Subjects that begin like the text. */
    Suggestions: {
      /** @description The most frequent first. */
      items: Suggestion[];
    };
    /**
     * @description Why, as the audit log keeps it: the safety of others; abuse; fraud; somebody else may hold the account; its owner asked.
     * @enum {string}
     */
    SuspensionReason: 'safety' | 'abuse' | 'fraud' | 'security' | 'owner_asked';
    /** @description A sign-in session. */
    Tokens: {
      /** @description Send it as `Authorization: Bearer …`. A JWT, of which clients need to know nothing. */
      accessToken: string;
      /**
       * @description How the access token is sent (RFC 6750).
       * @constant
       */
      tokenType: 'Bearer';
      /** @description Seconds that the access token lives. */
      expiresIn: number;
      /** @description Works once, at `/auth/refresh`. Keep it secret. */
      refreshToken: string;
      /** @description Of a sign-in: send it as `X-Device` with the next one, which then knows the device. Keep it over sign-outs. */
      deviceToken?: string;
      user: User;
    };
    /** @description What to put into an app; it counts once it is confirmed. */
    TotpBegun: {
      /** @description For the app, in Base32: to be typed where nothing can be scanned. */
      secret: string;
      /** @description The same as an address that opens such an app: `otpauth://totp/…`. */
      uri: string;
      /** @description The address as a QR code: an SVG image. */
      qr: string;
    };
    /** @description What the app shows now (RFC 6238). */
    TotpProof: {
      /**
       * @description By the app that makes codes.
       * @constant
       */
      kind: 'totp';
      /** @description The six digits that were sent. */
      code: string;
    };
    /** @description A first lesson with somebody, once for each learner, at a price of its own. */
    Trial: {
      /** @description How long it is, minutes. */
      durationMinutes: number;
      /** @description What it costs; it is offered while the profile’s price of an hour is in the same currency. */
      price: Money;
    };
    /**
     * @description `best`: what fits best first; `distance`: the nearest first; `price`: the cheapest first.
     * @enum {string}
     */
    TutorSearchOrder: 'best' | 'distance' | 'price';
    /** @description The change to undo. */
    UndoAddressChange: {
      /** @description From the link, behind `#`. */
      token: string;
    };
    /** @description What is left to read. */
    UnreadCount: {
      /** @description How many of all notifications are not read yet. */
      unreadCount: number;
    };
    /** @description What to change; the rest stays. */
    UpdateMe: {
      /** @description The name that others see. */
      displayName?: string;
      /** @description The language in which messages come. */
      locale?: Locale;
      /** @description The time zone in which messages give times (IANA); null for that of whoever teaches. */
      zone?: string | null;
    };
    /** @description A place for one file. */
    Upload: {
      /** @description To name it when the file was sent. */
      uploadId: string;
      /**
       * @description How to send it.
       * @constant
       */
      method: 'PUT';
      /** @description Where to, without credentials: an address, or a path at the one of the API. */
      url: string;
      /** @description To be sent as they are. */
      headers: UploadHeader[];
      /** @description Until when it may be begun. */
      expiresAt: string;
    };
    /** @description A header that the address is bound to. */
    UploadHeader: {
      /** @description Name of the header. */
      name: string;
      /** @description Its value. */
      value: string;
    };
    /** @description Credit that can pay. */
    UsableCredit: {
      /** @description How much of it can be spent on this. */
      balance: Money;
      /** @description Whether it pays for all, and no other way is needed. */
      covers: boolean;
    };
    /** @description An account as its owner sees it. */
    User: {
      /** @description The account. */
      id: string;
      /** @description What it may do. */
      roles: Role[];
      /** @description The name that others see. */
      displayName: string;
      /** @description Proven e-mail address; null when there is none. */
      email: string | null;
      /** @description Proven phone number; null when there is none. */
      phone: string | null;
      /** @description The language in which messages come. */
      locale: Locale;
      /** @description The time zone in which messages give times (IANA); null: that of whoever teaches, by its name. */
      zone: string | null;
      /** @description Whether there is a password to sign in with, or to prove oneself with. */
      hasPassword: boolean;
      /** @description When somebody signed up. */
      createdAt: string;
    };
    /** @description What was checked of a provider. `identity`: who somebody is; `diploma`: what they have learnt; `criminal_record`: an extract of it, for work with minors; `address`: where they live. More values may come: treat one that you do not know as unknown. */
    VerifiedCheck: 'identity' | 'diploma' | 'criminal_record' | 'address' | UnknownValue;
    /** @description What a document says, and nobody’s name. */
    VerifiedDocument: {
      kind: DocumentKind;
      /** @description Issuer, series, year and a number that leaves none out. */
      number: string;
      /** @description What moved; null of an annual statement. */
      amount: Money | null;
      /** @description Of an annual statement; else null. */
      annual: VerifiedYear | null;
      /** @description When it was issued. */
      issuedAt: string;
    };
    /** @description What an annual statement says. */
    VerifiedYear: {
      /** @description Which year it is about. */
      year: number;
      /** @description What was earned in it, for each currency by itself. */
      earned: Money[];
    };
    /** @description The proof of an address. */
    Verify: {
      /** @description From the answer that said a code was sent. */
      verificationId: string;
      /** @description The six digits that were sent. */
      code: string;
    };
    /** @description A number to which nothing is paid yet. */
    WaitingPayoutAccount: {
      /** @description This number of this provider: another number has another id. */
      id: string;
      /** @description Whose it is. */
      providerId: string;
      /** @description The name of the account. */
      holderName: string;
      /** @description As the operator knows the owner of the number; null where it does not say. */
      walletName: string | null;
      /** @description The brand of the operator that has the number. */
      operator: string;
      /** @description Whose number it is. */
      country: string;
      /** @description The last two digits of the number that it goes to. */
      payeeEnd: string;
      waitsFor: PayoutAccountWait;
      /** @description When the number was given. */
      changedAt: string;
    };
    /** @description Money that goes back and that no payment service takes back. */
    WaitingRefund: {
      /** @description The refund. */
      id: string;
      /** @description The lesson that it is of. */
      bookingId: string;
      /** @description When that lesson begins; null where nobody knows. */
      startsAt: string | null;
      /** @description How much goes back. */
      amount: Money;
      /** @description Why it goes back, as a code. */
      reason: string;
      state: WaitingRefundState;
      /** @description Since when it waits. */
      offeredAt: string;
    };
    /** @description `offered`: the payer chooses between credit and waiting for the money; `owed`: they wait, and a person of the team sends it. Until it is sent they may still take credit. More values may come: treat one that you do not know as unknown. */
    WaitingRefundState: 'offered' | 'owed' | UnknownValue;
    /** @description Where the money would go. */
    WaiverPreview: {
      /** @description What would go back to whoever paid. */
      refund: Money;
      /** @description What the provider would keep of what was paid. */
      kept: Money;
      /** @description What the platform would pay the provider at its own cost; commission is not taken off yet. */
      compensation: Money;
    };
    /** @description Mobile Money of a phone number. */
    Wallet: {
      /** @description The number in the form of today’s numbering plan. */
      phone: string;
      /** @description The payment service that asks it. */
      psp: string;
      /** @description The brand of the operator that has it. */
      operator: string;
      /** @description Who else may have it: people keep their number when they change the operator. */
      operators: string[];
      /** @description Whether the operator follows from the number; otherwise the payer named it. */
      isGuess: boolean;
      /** @description Whose number it is. */
      country: string;
      /** @description Whether a prompt appears by itself; otherwise it is dialled for. */
      appears: boolean;
      /** @description What to dial for the prompt when none appears; null when nothing helps. */
      dial: string | null;
    };
    /**
     * @description Documents of which kind.
     * @enum {string}
     */
    WantedDocumentKind:
      'receipt' | 'credit_note' | 'credit_note_reversal' | 'annual_statement' | 'statement';
    /** @description `card`: the payment service’s own form takes the card; `redirect`: it goes on at the payment service; `push`: the payer confirms on the phone. More values may come: treat one that you do not know as unknown. */
    WayKind: 'card' | 'redirect' | 'push' | UnknownValue;
    /** @description One way to pay. */
    WayToPay: {
      /** @description The payment service that moves the money; `credit` where all of it is credit. */
      psp: string;
      kind: WayKind;
      /** @description Its brand, where it has one. */
      name: string | null;
      /** @description Whether the payer’s phone number has to be named. */
      asksPhone: boolean;
      /** @description Whose phone numbers can pay this price; empty where none is asked for. */
      countries: string[];
      /** @description What is paid this way where my credit pays first; null where it cannot. */
      rest: Money | null;
      /**
       * @description Whether it takes the price itself; otherwise only the `rest` of it.
       * @default true
       */
      takesPrice: boolean;
      /**
       * @description In which other money it can be paid as well, by a quote.
       * @default []
       */
      currencies: Currency[];
      /**
       * @description The same of the `rest`, where my credit pays first.
       * @default []
       */
      restCurrencies: Currency[];
    };
    /** @description The ways to pay for a booking. */
    WaysToPay: {
      /** @description The one to propose first. */
      items: WayToPay[];
      /** @description My credit in this currency; null where there is none. */
      credit: UsableCredit | null;
    };
    /** @description The hours of one day of the week. */
    WeeklyHours: {
      /** @description 1 is Monday, 7 is Sunday (ISO 8601). */
      day: number;
      /** @description Hours of the day; they may touch and may not overlap. */
      ranges: LocalRange[];
    };
  };
  parameters: {
    /** @description A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`. */
    IdempotencyKey: string;
    /** @description The `ETag` of what is to be changed, as it was last seen: its `version` in quotation marks. Where it has changed since, nothing is done and the answer is 412, with the present `version` among `params`. Left out, or `*`: it is changed as it is. A repeat with the same Idempotency-Key gets its first answer. */
    IfMatch: string;
    /** @description The `ETag` of an answer that was kept: one that is the same is not sent again. */
    IfNoneMatch: string;
    /** @description For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body. */
    Session: 'cookie';
  };
}
export type AccountRoles = components['schemas']['AccountRoles'];
export type AddAddress = components['schemas']['AddAddress'];
export type AddPasskey = components['schemas']['AddPasskey'];
export type Address = components['schemas']['Address'];
export type AddressChannel = components['schemas']['AddressChannel'];
export type AddressRemoved = components['schemas']['AddressRemoved'];
export type AddressRestored = components['schemas']['AddressRestored'];
export type AdjustableAccount = components['schemas']['AdjustableAccount'];
export type Adjustment = components['schemas']['Adjustment'];
export type AdjustmentMade = components['schemas']['AdjustmentMade'];
export type AdjustmentPerson = components['schemas']['AdjustmentPerson'];
export type AdjustmentSide = components['schemas']['AdjustmentSide'];
export type AdjustmentState = components['schemas']['AdjustmentState'];
export type AdjustmentStateName = components['schemas']['AdjustmentStateName'];
export type Adjustments = components['schemas']['Adjustments'];
export type AdvisedField = components['schemas']['AdvisedField'];
export type AnnouncedFile = components['schemas']['AnnouncedFile'];
export type AnnualStatement = components['schemas']['AnnualStatement'];
export type Approval = components['schemas']['Approval'];
export type ApprovalState = components['schemas']['ApprovalState'];
export type Approvals = components['schemas']['Approvals'];
export type AskAnnualStatement = components['schemas']['AskAnnualStatement'];
export type AskApproval = components['schemas']['AskApproval'];
export type AskForCode = components['schemas']['AskForCode'];
export type AskForPasskey = components['schemas']['AskForPasskey'];
export type AskForReset = components['schemas']['AskForReset'];
export type AskLinkQuote = components['schemas']['AskLinkQuote'];
export type AskLinkWallet = components['schemas']['AskLinkWallet'];
export type AskSeriesApproval = components['schemas']['AskSeriesApproval'];
export type AskWallet = components['schemas']['AskWallet'];
export type AskedLesson = components['schemas']['AskedLesson'];
export type AskedSeries = components['schemas']['AskedSeries'];
export type Attendance = components['schemas']['Attendance'];
export type AttendanceSide = components['schemas']['AttendanceSide'];
export type BadField = components['schemas']['BadField'];
export type Balance = components['schemas']['Balance'];
export type BeginKycDocument = components['schemas']['BeginKycDocument'];
export type BeginWithIssuer = components['schemas']['BeginWithIssuer'];
export type Booking = components['schemas']['Booking'];
export type BookingChange = components['schemas']['BookingChange'];
export type BookingCount = components['schemas']['BookingCount'];
export type BookingCounts = components['schemas']['BookingCounts'];
export type BookingDetails = components['schemas']['BookingDetails'];
export type BookingDetailsPage = components['schemas']['BookingDetailsPage'];
export type BookingMode = components['schemas']['BookingMode'];
export type BookingPart = components['schemas']['BookingPart'];
export type BookingPartCounts = components['schemas']['BookingPartCounts'];
export type BookingSide = components['schemas']['BookingSide'];
export type BookingState = components['schemas']['BookingState'];
export type BookingStateInput = components['schemas']['BookingStateInput'];
export type BookingTime = components['schemas']['BookingTime'];
export type CalendarFeed = components['schemas']['CalendarFeed'];
export type CalendarLesson = components['schemas']['CalendarLesson'];
export type CalendarLessons = components['schemas']['CalendarLessons'];
export type CanceledLesson = components['schemas']['CanceledLesson'];
export type Cancellation = components['schemas']['Cancellation'];
export type CancellationCause = components['schemas']['CancellationCause'];
export type CancellationPolicy = components['schemas']['CancellationPolicy'];
export type CancellationPolicyName = components['schemas']['CancellationPolicyName'];
export type CancellationPreview = components['schemas']['CancellationPreview'];
export type CancellationStep = components['schemas']['CancellationStep'];
export type CancellationTier = components['schemas']['CancellationTier'];
export type CapName = components['schemas']['CapName'];
export type Caps = components['schemas']['Caps'];
export type CardStep = components['schemas']['CardStep'];
export type Chargeback = components['schemas']['Chargeback'];
export type ChargebackBearer = components['schemas']['ChargebackBearer'];
export type ChargebackDecided = components['schemas']['ChargebackDecided'];
export type ChargebackDecision = components['schemas']['ChargebackDecision'];
export type ChargebackFile = components['schemas']['ChargebackFile'];
export type ChargebackLesson = components['schemas']['ChargebackLesson'];
export type ChargebackState = components['schemas']['ChargebackState'];
export type Chargebacks = components['schemas']['Chargebacks'];
export type Child = components['schemas']['Child'];
export type Children = components['schemas']['Children'];
export type ClassroomToken = components['schemas']['ClassroomToken'];
export type ClassroomVisit = components['schemas']['ClassroomVisit'];
export type CodeProof = components['schemas']['CodeProof'];
export type CodeSent = components['schemas']['CodeSent'];
export type ComparedPsp = components['schemas']['ComparedPsp'];
export type ConfirmTotp = components['schemas']['ConfirmTotp'];
export type Consent = components['schemas']['Consent'];
export type ConsentBasis = components['schemas']['ConsentBasis'];
export type ConsentKind = components['schemas']['ConsentKind'];
export type Conversion = components['schemas']['Conversion'];
export type CookieSession = components['schemas']['CookieSession'];
export type CookieSteppedUp = components['schemas']['CookieSteppedUp'];
export type CreateBooking = components['schemas']['CreateBooking'];
export type CreateChild = components['schemas']['CreateChild'];
export type CreateIntent = components['schemas']['CreateIntent'];
export type CreateSeries = components['schemas']['CreateSeries'];
export type Credit = components['schemas']['Credit'];
export type CreditPayout = components['schemas']['CreditPayout'];
export type Currency = components['schemas']['Currency'];
export type DataExport = components['schemas']['DataExport'];
export type DecideChargebackAs = components['schemas']['DecideChargebackAs'];
export type DeletedRows = components['schemas']['DeletedRows'];
export type Diploma = components['schemas']['Diploma'];
export type Dispute = components['schemas']['Dispute'];
export type DisputeDecision = components['schemas']['DisputeDecision'];
export type DisputeMessage = components['schemas']['DisputeMessage'];
export type DisputeSide = components['schemas']['DisputeSide'];
export type DisputeWriter = components['schemas']['DisputeWriter'];
export type DocumentKind = components['schemas']['DocumentKind'];
export type Door = components['schemas']['Door'];
export type Earning = components['schemas']['Earning'];
export type EarningReserve = components['schemas']['EarningReserve'];
export type EarningState = components['schemas']['EarningState'];
export type EarningTotal = components['schemas']['EarningTotal'];
export type Earnings = components['schemas']['Earnings'];
export type EmailAddress = components['schemas']['EmailAddress'];
export type ErasedRows = components['schemas']['ErasedRows'];
export type Erasure = components['schemas']['Erasure'];
export type ErasureBegun = components['schemas']['ErasureBegun'];
export type ErasureByToken = components['schemas']['ErasureByToken'];
export type ExactAddress = components['schemas']['ExactAddress'];
export type ExceptionalDay = components['schemas']['ExceptionalDay'];
export type ExchangedMoney = components['schemas']['ExchangedMoney'];
export type ExportLink = components['schemas']['ExportLink'];
export type FacetCount = components['schemas']['FacetCount'];
export type Facets = components['schemas']['Facets'];
export type Factor = components['schemas']['Factor'];
export type FamilyInvitations = components['schemas']['FamilyInvitations'];
export type FamilyLeft = components['schemas']['FamilyLeft'];
export type FieldCode = components['schemas']['FieldCode'];
export type Fluency = components['schemas']['Fluency'];
export type FluencyName = components['schemas']['FluencyName'];
export type Found = components['schemas']['Found'];
export type FoundAccount = components['schemas']['FoundAccount'];
export type FoundAccounts = components['schemas']['FoundAccounts'];
export type FoundPlaces = components['schemas']['FoundPlaces'];
export type FxPosition = components['schemas']['FxPosition'];
export type FxPositions = components['schemas']['FxPositions'];
export type GeoPoint = components['schemas']['GeoPoint'];
export type GivenConsent = components['schemas']['GivenConsent'];
export type GroupLesson = components['schemas']['GroupLesson'];
export type GroupLessons = components['schemas']['GroupLessons'];
export type GroupState = components['schemas']['GroupState'];
export type HeldMove = components['schemas']['HeldMove'];
export type HeldPayout = components['schemas']['HeldPayout'];
export type Hit = components['schemas']['Hit'];
export type Inbox = components['schemas']['Inbox'];
export type InsteadOf = components['schemas']['InsteadOf'];
export type InvitationEnded = components['schemas']['InvitationEnded'];
export type InviteAs = components['schemas']['InviteAs'];
export type InvitedAs = components['schemas']['InvitedAs'];
export type Issuer = components['schemas']['Issuer'];
export type IssuerAnswer = components['schemas']['IssuerAnswer'];
export type IssuerBegun = components['schemas']['IssuerBegun'];
export type IssuerLink = components['schemas']['IssuerLink'];
export type IssuerLinks = components['schemas']['IssuerLinks'];
export type IssuerSignUp = components['schemas']['IssuerSignUp'];
export type IssuerTicket = components['schemas']['IssuerTicket'];
export type IssuerUnlinked = components['schemas']['IssuerUnlinked'];
export type Issuers = components['schemas']['Issuers'];
export type JobState = components['schemas']['JobState'];
export type Jwk = components['schemas']['Jwk'];
export type JwkSet = components['schemas']['JwkSet'];
export type KeptLessons = components['schemas']['KeptLessons'];
export type KeptRows = components['schemas']['KeptRows'];
export type KycAccessReason = components['schemas']['KycAccessReason'];
export type KycApproval = components['schemas']['KycApproval'];
export type KycCase = components['schemas']['KycCase'];
export type KycCaseState = components['schemas']['KycCaseState'];
export type KycCheckName = components['schemas']['KycCheckName'];
export type KycClaim = components['schemas']['KycClaim'];
export type KycDecision = components['schemas']['KycDecision'];
export type KycDocument = components['schemas']['KycDocument'];
export type KycOtherCheck = components['schemas']['KycOtherCheck'];
export type KycOutsideResult = components['schemas']['KycOutsideResult'];
export type KycOutsideVerdict = components['schemas']['KycOutsideVerdict'];
export type KycPiece = components['schemas']['KycPiece'];
export type KycPieceName = components['schemas']['KycPieceName'];
export type KycPieceState = components['schemas']['KycPieceState'];
export type KycQueued = components['schemas']['KycQueued'];
export type KycQueuedPage = components['schemas']['KycQueuedPage'];
export type KycRefusal = components['schemas']['KycRefusal'];
export type KycRejection = components['schemas']['KycRejection'];
export type KycRejectionName = components['schemas']['KycRejectionName'];
export type KycVerification = components['schemas']['KycVerification'];
export type KycVerificationState = components['schemas']['KycVerificationState'];
export type KycVerifications = components['schemas']['KycVerifications'];
export type LanguageLevel = components['schemas']['LanguageLevel'];
export type Learning = components['schemas']['Learning'];
export type LedgerAccount = components['schemas']['LedgerAccount'];
export type LedgerAccountName = components['schemas']['LedgerAccountName'];
export type LedgerBalance = components['schemas']['LedgerBalance'];
export type LedgerKind = components['schemas']['LedgerKind'];
export type LedgerKindName = components['schemas']['LedgerKindName'];
export type LedgerLine = components['schemas']['LedgerLine'];
export type LedgerPage = components['schemas']['LedgerPage'];
export type LedgerTransaction = components['schemas']['LedgerTransaction'];
export type LessonHours = components['schemas']['LessonHours'];
export type LessonMode = components['schemas']['LessonMode'];
export type LessonOutcome = components['schemas']['LessonOutcome'];
export type LessonPeople = components['schemas']['LessonPeople'];
export type LessonPerson = components['schemas']['LessonPerson'];
export type LessonPlace = components['schemas']['LessonPlace'];
export type LessonReport = components['schemas']['LessonReport'];
export type LessonStage = components['schemas']['LessonStage'];
export type LessonToPay = components['schemas']['LessonToPay'];
export type LessonsOfSeries = components['schemas']['LessonsOfSeries'];
export type LessonsToCome = components['schemas']['LessonsToCome'];
export type Level = components['schemas']['Level'];
export type LevelName = components['schemas']['LevelName'];
export type LinkIntent = components['schemas']['LinkIntent'];
export type LinkPayment = components['schemas']['LinkPayment'];
export type LinkReceipt = components['schemas']['LinkReceipt'];
export type LinkWithdrawn = components['schemas']['LinkWithdrawn'];
export type Listing = components['schemas']['Listing'];
export type LocalRange = components['schemas']['LocalRange'];
export type Locale = components['schemas']['Locale'];
export type Login = components['schemas']['Login'];
export type Logout = components['schemas']['Logout'];
export type LossBearer = components['schemas']['LossBearer'];
export type Mismatch = components['schemas']['Mismatch'];
export type MismatchKind = components['schemas']['MismatchKind'];
export type MismatchPage = components['schemas']['MismatchPage'];
export type MismatchResolution = components['schemas']['MismatchResolution'];
export type MismatchResolutionName = components['schemas']['MismatchResolutionName'];
export type MismatchSide = components['schemas']['MismatchSide'];
export type MismatchState = components['schemas']['MismatchState'];
export type MismatchStateName = components['schemas']['MismatchStateName'];
export type MismatchSubject = components['schemas']['MismatchSubject'];
export type MissingField = components['schemas']['MissingField'];
export type Money = components['schemas']['Money'];
export type MoveObstacle = components['schemas']['MoveObstacle'];
export type MoveTake = components['schemas']['MoveTake'];
export type MovedLesson = components['schemas']['MovedLesson'];
export type MyFamily = components['schemas']['MyFamily'];
export type NamedAdjustmentSide = components['schemas']['NamedAdjustmentSide'];
export type NewPaymentLink = components['schemas']['NewPaymentLink'];
export type NextPayout = components['schemas']['NextPayout'];
export type NextStep = components['schemas']['NextStep'];
export type Notification = components['schemas']['Notification'];
export type NotificationsUpTo = components['schemas']['NotificationsUpTo'];
export type OpenDispute = components['schemas']['OpenDispute'];
export type OpenDisputes = components['schemas']['OpenDisputes'];
export type OpenGroup = components['schemas']['OpenGroup'];
export type OpenLink = components['schemas']['OpenLink'];
export type OpenedCalendarFeed = components['schemas']['OpenedCalendarFeed'];
export type OpenedKycDocument = components['schemas']['OpenedKycDocument'];
export type OthersEnded = components['schemas']['OthersEnded'];
export type OwnDocument = components['schemas']['OwnDocument'];
export type OwnDocumentKind = components['schemas']['OwnDocumentKind'];
export type OwnDocumentSide = components['schemas']['OwnDocumentSide'];
export type OwnDocuments = components['schemas']['OwnDocuments'];
export type OwnRole = components['schemas']['OwnRole'];
export type PaidFrom = components['schemas']['PaidFrom'];
export type Passkey = components['schemas']['Passkey'];
export type PasskeyAlgorithm = components['schemas']['PasskeyAlgorithm'];
export type PasskeyAssertion = components['schemas']['PasskeyAssertion'];
export type PasskeyCreation = components['schemas']['PasskeyCreation'];
export type PasskeyCredential = components['schemas']['PasskeyCredential'];
export type PasskeyDescriptor = components['schemas']['PasskeyDescriptor'];
export type PasskeyDevice = components['schemas']['PasskeyDevice'];
export type PasskeyInvitation = components['schemas']['PasskeyInvitation'];
export type PasskeyParty = components['schemas']['PasskeyParty'];
export type PasskeyProof = components['schemas']['PasskeyProof'];
export type PasskeyRemoved = components['schemas']['PasskeyRemoved'];
export type PasskeyRequest = components['schemas']['PasskeyRequest'];
export type PasskeySignIn = components['schemas']['PasskeySignIn'];
export type PasskeyUser = components['schemas']['PasskeyUser'];
export type Passkeys = components['schemas']['Passkeys'];
export type PasswordProof = components['schemas']['PasswordProof'];
export type PayLink = components['schemas']['PayLink'];
export type PayOutCredit = components['schemas']['PayOutCredit'];
export type Payer = components['schemas']['Payer'];
export type Payment = components['schemas']['Payment'];
export type PaymentDocument = components['schemas']['PaymentDocument'];
export type PaymentDocuments = components['schemas']['PaymentDocuments'];
export type PaymentIntent = components['schemas']['PaymentIntent'];
export type PaymentLink = components['schemas']['PaymentLink'];
export type PaymentLinks = components['schemas']['PaymentLinks'];
export type PaymentPage = components['schemas']['PaymentPage'];
export type PaymentPart = components['schemas']['PaymentPart'];
export type PaymentQuote = components['schemas']['PaymentQuote'];
export type PaymentRequest = components['schemas']['PaymentRequest'];
export type PaymentRequestState = components['schemas']['PaymentRequestState'];
export type PaymentReview = components['schemas']['PaymentReview'];
export type PaymentReviewDecided = components['schemas']['PaymentReviewDecided'];
export type PaymentReviewDecision = components['schemas']['PaymentReviewDecision'];
export type PaymentReviewState = components['schemas']['PaymentReviewState'];
export type PaymentReviewStateName = components['schemas']['PaymentReviewStateName'];
export type PaymentReviews = components['schemas']['PaymentReviews'];
export type PaymentStatus = components['schemas']['PaymentStatus'];
export type Payout = components['schemas']['Payout'];
export type PayoutAccount = components['schemas']['PayoutAccount'];
export type PayoutAccountRemoved = components['schemas']['PayoutAccountRemoved'];
export type PayoutAccountWait = components['schemas']['PayoutAccountWait'];
export type PayoutApp = components['schemas']['PayoutApp'];
export type PayoutBlock = components['schemas']['PayoutBlock'];
export type PayoutDecided = components['schemas']['PayoutDecided'];
export type PayoutFailure = components['schemas']['PayoutFailure'];
export type PayoutState = components['schemas']['PayoutState'];
export type Payouts = components['schemas']['Payouts'];
export type PhoneAddress = components['schemas']['PhoneAddress'];
export type Photo = components['schemas']['Photo'];
export type PhotoCrop = components['schemas']['PhotoCrop'];
export type Place = components['schemas']['Place'];
export type PlaceAround = components['schemas']['PlaceAround'];
export type PlaceAttribution = components['schemas']['PlaceAttribution'];
export type Places = components['schemas']['Places'];
export type Preferences = components['schemas']['Preferences'];
export type Presence = components['schemas']['Presence'];
export type PresenceGround = components['schemas']['PresenceGround'];
export type PreviewSchedule = components['schemas']['PreviewSchedule'];
export type PreviewSeries = components['schemas']['PreviewSeries'];
export type PreviewedLesson = components['schemas']['PreviewedLesson'];
export type Problem = components['schemas']['Problem'];
export type Profile = components['schemas']['Profile'];
export type ProfileState = components['schemas']['ProfileState'];
export type Proof = components['schemas']['Proof'];
export type ProposalOfVersion = components['schemas']['ProposalOfVersion'];
export type ProposeAdjustment = components['schemas']['ProposeAdjustment'];
export type ProposeConversion = components['schemas']['ProposeConversion'];
export type ProveStepUp = components['schemas']['ProveStepUp'];
export type ProviderReserve = components['schemas']['ProviderReserve'];
export type ProviderReservePage = components['schemas']['ProviderReservePage'];
export type ProviderRole = components['schemas']['ProviderRole'];
export type PushStep = components['schemas']['PushStep'];
export type Quote = components['schemas']['Quote'];
export type RateSource = components['schemas']['RateSource'];
export type ReceivedInvitation = components['schemas']['ReceivedInvitation'];
export type ReconciliationRun = components['schemas']['ReconciliationRun'];
export type ReconciliationRuns = components['schemas']['ReconciliationRuns'];
export type ReconciliationSource = components['schemas']['ReconciliationSource'];
export type ReconciliationState = components['schemas']['ReconciliationState'];
export type RecoveryCodeProof = components['schemas']['RecoveryCodeProof'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type RedirectStep = components['schemas']['RedirectStep'];
export type Refresh = components['schemas']['Refresh'];
export type RefundChoice = components['schemas']['RefundChoice'];
export type RefundChosen = components['schemas']['RefundChosen'];
export type RefundSent = components['schemas']['RefundSent'];
export type Register = components['schemas']['Register'];
export type Reindexing = components['schemas']['Reindexing'];
export type Reindexings = components['schemas']['Reindexings'];
export type ReinstatementReason = components['schemas']['ReinstatementReason'];
export type Reliability = components['schemas']['Reliability'];
export type RequestStepUp = components['schemas']['RequestStepUp'];
export type RequestTerms = components['schemas']['RequestTerms'];
export type RescheduleProposal = components['schemas']['RescheduleProposal'];
export type RescheduleProposalState = components['schemas']['RescheduleProposalState'];
export type ReserveDecided = components['schemas']['ReserveDecided'];
export type ReserveKind = components['schemas']['ReserveKind'];
export type ReservePerson = components['schemas']['ReservePerson'];
export type ReserveRule = components['schemas']['ReserveRule'];
export type ReserveRules = components['schemas']['ReserveRules'];
export type ReserveStateName = components['schemas']['ReserveStateName'];
export type Reserves = components['schemas']['Reserves'];
export type ResetPassword = components['schemas']['ResetPassword'];
export type RetainingService = components['schemas']['RetainingService'];
export type RetainingServiceInput = components['schemas']['RetainingServiceInput'];
export type RetentionOfAll = components['schemas']['RetentionOfAll'];
export type RetentionRun = components['schemas']['RetentionRun'];
export type ReviewPerson = components['schemas']['ReviewPerson'];
export type ReviewedLesson = components['schemas']['ReviewedLesson'];
export type RiskAction = components['schemas']['RiskAction'];
export type RiskFinding = components['schemas']['RiskFinding'];
export type RiskKind = components['schemas']['RiskKind'];
export type RiskRule = components['schemas']['RiskRule'];
export type RiskRules = components['schemas']['RiskRules'];
export type Role = components['schemas']['Role'];
export type RoleChangeReason = components['schemas']['RoleChangeReason'];
export type RunRetention = components['schemas']['RunRetention'];
export type SaidOfMoney = components['schemas']['SaidOfMoney'];
export type SaveDiploma = components['schemas']['SaveDiploma'];
export type SaveExactAddress = components['schemas']['SaveExactAddress'];
export type SaveLanguageLevel = components['schemas']['SaveLanguageLevel'];
export type SaveLearning = components['schemas']['SaveLearning'];
export type SavePreferences = components['schemas']['SavePreferences'];
export type SaveProfile = components['schemas']['SaveProfile'];
export type SaveSchedule = components['schemas']['SaveSchedule'];
export type SaveSubjectLevels = components['schemas']['SaveSubjectLevels'];
export type Schedule = components['schemas']['Schedule'];
export type SchedulePreview = components['schemas']['SchedulePreview'];
export type SearchOrder = components['schemas']['SearchOrder'];
export type SecondFactorSignIn = components['schemas']['SecondFactorSignIn'];
export type SecondProof = components['schemas']['SecondProof'];
export type Security = components['schemas']['Security'];
export type SentInvitation = components['schemas']['SentInvitation'];
export type Series = components['schemas']['Series'];
export type SeriesCancellation = components['schemas']['SeriesCancellation'];
export type SeriesInList = components['schemas']['SeriesInList'];
export type SeriesMovePreview = components['schemas']['SeriesMovePreview'];
export type SeriesObstacle = components['schemas']['SeriesObstacle'];
export type SeriesPreview = components['schemas']['SeriesPreview'];
export type SeriesRepeat = components['schemas']['SeriesRepeat'];
export type SeriesScope = components['schemas']['SeriesScope'];
export type SeriesTake = components['schemas']['SeriesTake'];
export type ServiceReceipt = components['schemas']['ServiceReceipt'];
export type ServiceRetention = components['schemas']['ServiceRetention'];
export type SetPassword = components['schemas']['SetPassword'];
export type SetPayoutAccount = components['schemas']['SetPayoutAccount'];
export type SetReserve = components['schemas']['SetReserve'];
export type SeveralToPay = components['schemas']['SeveralToPay'];
export type SideAttendance = components['schemas']['SideAttendance'];
export type SignIn = components['schemas']['SignIn'];
export type SignInOutcome = components['schemas']['SignInOutcome'];
export type SignInPage = components['schemas']['SignInPage'];
export type SignInSession = components['schemas']['SignInSession'];
export type SignInSessionPage = components['schemas']['SignInSessionPage'];
export type SignedOut = components['schemas']['SignedOut'];
export type SlotDay = components['schemas']['SlotDay'];
export type SlotRange = components['schemas']['SlotRange'];
export type Slots = components['schemas']['Slots'];
export type StaffBooking = components['schemas']['StaffBooking'];
export type StaffPayout = components['schemas']['StaffPayout'];
export type StaffPayouts = components['schemas']['StaffPayouts'];
export type StaffRefund = components['schemas']['StaffRefund'];
export type StaffRefunds = components['schemas']['StaffRefunds'];
export type StartReconciliation = components['schemas']['StartReconciliation'];
export type Statement = components['schemas']['Statement'];
export type StatementAccount = components['schemas']['StatementAccount'];
export type StatementKind = components['schemas']['StatementKind'];
export type StatementLine = components['schemas']['StatementLine'];
export type StatementSide = components['schemas']['StatementSide'];
export type StepUpWay = components['schemas']['StepUpWay'];
export type StepUpWays = components['schemas']['StepUpWays'];
export type SteppedUp = components['schemas']['SteppedUp'];
export type SubjectLevels = components['schemas']['SubjectLevels'];
export type SubjectNames = components['schemas']['SubjectNames'];
export type Subjects = components['schemas']['Subjects'];
export type Suggestion = components['schemas']['Suggestion'];
export type Suggestions = components['schemas']['Suggestions'];
export type SuspensionReason = components['schemas']['SuspensionReason'];
export type Tokens = components['schemas']['Tokens'];
export type TotpBegun = components['schemas']['TotpBegun'];
export type TotpProof = components['schemas']['TotpProof'];
export type Trial = components['schemas']['Trial'];
export type TutorSearchOrder = components['schemas']['TutorSearchOrder'];
export type UndoAddressChange = components['schemas']['UndoAddressChange'];
export type UnreadCount = components['schemas']['UnreadCount'];
export type UpdateMe = components['schemas']['UpdateMe'];
export type Upload = components['schemas']['Upload'];
export type UploadHeader = components['schemas']['UploadHeader'];
export type UsableCredit = components['schemas']['UsableCredit'];
export type User = components['schemas']['User'];
export type VerifiedCheck = components['schemas']['VerifiedCheck'];
export type VerifiedDocument = components['schemas']['VerifiedDocument'];
export type VerifiedYear = components['schemas']['VerifiedYear'];
export type Verify = components['schemas']['Verify'];
export type WaitingPayoutAccount = components['schemas']['WaitingPayoutAccount'];
export type WaitingRefund = components['schemas']['WaitingRefund'];
export type WaitingRefundState = components['schemas']['WaitingRefundState'];
export type WaiverPreview = components['schemas']['WaiverPreview'];
export type Wallet = components['schemas']['Wallet'];
export type WantedDocumentKind = components['schemas']['WantedDocumentKind'];
export type WayKind = components['schemas']['WayKind'];
export type WayToPay = components['schemas']['WayToPay'];
export type WaysToPay = components['schemas']['WaysToPay'];
export type WeeklyHours = components['schemas']['WeeklyHours'];
/** What a refusal can be about, today. */
export type ErrorCode =
  | 'auth.address_taken'
  | 'auth.bad_challenge'
  | 'auth.bad_code'
  | 'auth.bad_credentials'
  | 'auth.bad_erasure_token'
  | 'auth.bad_passkey'
  | 'auth.bad_password'
  | 'auth.bad_phone'
  | 'auth.bad_refresh_token'
  | 'auth.bad_undo_token'
  | 'auth.busy'
  | 'auth.closing'
  | 'auth.code_required'
  | 'auth.erasure_over'
  | 'auth.export_expired'
  | 'auth.export_not_ready'
  | 'auth.has_second_factor'
  | 'auth.issuer_declined'
  | 'auth.issuer_failed'
  | 'auth.issuer_known_address'
  | 'auth.issuer_newcomer'
  | 'auth.issuer_other_address'
  | 'auth.issuer_taken'
  | 'auth.issuer_unavailable'
  | 'auth.issuer_unverified'
  | 'auth.mfa_required'
  | 'auth.no_address'
  | 'auth.no_erasure'
  | 'auth.no_export'
  | 'auth.no_second_factor'
  | 'auth.not_staff'
  | 'auth.old_phone'
  | 'auth.own_account'
  | 'auth.own_roles'
  | 'auth.passkey_invitation_needed'
  | 'auth.passkey_taken'
  | 'auth.second_factor_needed'
  | 'auth.sms_exhausted'
  | 'auth.sms_not_offered'
  | 'auth.sms_range_full'
  | 'auth.staff_account'
  | 'auth.suspended'
  | 'auth.too_many_codes'
  | 'auth.too_many_passkeys'
  | 'auth.too_many_tries'
  | 'auth.unknown_export'
  | 'auth.unknown_issuer'
  | 'auth.unknown_issuer_link'
  | 'auth.unknown_passkey'
  | 'auth.unknown_session'
  | 'auth.unknown_user'
  | 'auth.weak_password'
  | 'availability.asks_first'
  | 'availability.no_schedule'
  | 'availability.range_too_long'
  | 'availability.slot_not_offered'
  | 'booking.answer_is_theirs'
  | 'booking.answered_too_late'
  | 'booking.answers_requests'
  | 'booking.approval_closed'
  | 'booking.approval_not_found'
  | 'booking.asked_already'
  | 'booking.beyond_caps'
  | 'booking.contested_already'
  | 'booking.costs_more'
  | 'booking.enough_written'
  | 'booking.group_full'
  | 'booking.group_not_found'
  | 'booking.group_over'
  | 'booking.identity_unchecked'
  | 'booking.illegal_transition'
  | 'booking.learner_busy'
  | 'booking.learner_closed'
  | 'booking.learner_not_found'
  | 'booking.lesson_over'
  | 'booking.move_pending'
  | 'booking.no_choice'
  | 'booking.not_contestable'
  | 'booking.not_disputed'
  | 'booking.not_found'
  | 'booking.nothing_proposed'
  | 'booking.nothing_to_report'
  | 'booking.other_currency'
  | 'booking.own_lesson'
  | 'booking.price_raised'
  | 'booking.proposal_late'
  | 'booking.proposed_already'
  | 'booking.proposed_time_gone'
  | 'booking.quote_outdated'
  | 'booking.reschedule_late'
  | 'booking.same_time'
  | 'booking.seat_stays'
  | 'booking.series_not_found'
  | 'booking.series_not_free'
  | 'booking.series_not_moved'
  | 'booking.series_over'
  | 'booking.slot_contended'
  | 'booking.slot_taken'
  | 'booking.too_many_approvals'
  | 'booking.too_many_holds'
  | 'booking.too_many_holds_of_provider'
  | 'booking.too_many_reschedules'
  | 'booking.too_many_series'
  | 'booking.trial_used'
  | 'booking.within_caps'
  | 'notification.not_found'
  | 'notification.not_sent'
  | 'notification.undeliverable'
  | 'payment.adjustment_decided'
  | 'payment.adjustment_not_found'
  | 'payment.adjustment_own'
  | 'payment.adjustment_owner'
  | 'payment.adjustment_second_person'
  | 'payment.adjustment_short'
  | 'payment.adjustment_sides'
  | 'payment.adjustment_too_large'
  | 'payment.already_paid'
  | 'payment.amount_not_taken'
  | 'payment.amount_out_of_bounds'
  | 'payment.another_open'
  | 'payment.bad_period'
  | 'payment.bad_phone'
  | 'payment.bad_statement'
  | 'payment.booking_not_found'
  | 'payment.booking_not_ready'
  | 'payment.booking_over'
  | 'payment.chargeback_decided'
  | 'payment.chargeback_no_file'
  | 'payment.chargeback_not_found'
  | 'payment.conversion_bad'
  | 'payment.conversion_short'
  | 'payment.credit_changed'
  | 'payment.credit_held'
  | 'payment.credit_payout_open'
  | 'payment.document_not_found'
  | 'payment.link_changed'
  | 'payment.link_not_found'
  | 'payment.link_over'
  | 'payment.lists_nothing'
  | 'payment.mismatch_closed'
  | 'payment.mismatch_not_taken'
  | 'payment.mismatch_taken'
  | 'payment.money_of_nobody'
  | 'payment.no_money_of_nobody'
  | 'payment.no_payout_number'
  | 'payment.no_statements'
  | 'payment.not_accepted'
  | 'payment.not_found'
  | 'payment.not_together'
  | 'payment.old_phone'
  | 'payment.operator_down'
  | 'payment.operator_not_served'
  | 'payment.other_money'
  | 'payment.part_missing'
  | 'payment.payout_account_not_found'
  | 'payment.payout_elsewhere'
  | 'payment.payout_no_wallet'
  | 'payment.payout_not_awaiting'
  | 'payment.payout_not_found'
  | 'payment.payout_own'
  | 'payment.payout_second_person'
  | 'payment.payout_unavailable'
  | 'payment.phone_elsewhere'
  | 'payment.phone_required'
  | 'payment.psp_unavailable'
  | 'payment.quote_expired'
  | 'payment.rate_unknown'
  | 'payment.refund_not_found'
  | 'payment.refund_not_waiting'
  | 'payment.refund_own'
  | 'payment.refund_with_bank'
  | 'payment.refused'
  | 'payment.reserve_lifted'
  | 'payment.reserve_not_found'
  | 'payment.reserve_own'
  | 'payment.reserve_provider'
  | 'payment.reserve_stands'
  | 'payment.review_decided'
  | 'payment.review_not_found'
  | 'payment.review_own'
  | 'payment.run_under_way'
  | 'payment.says_no_balance'
  | 'payment.statement_over'
  | 'payment.too_little_credit'
  | 'payment.too_many_links'
  | 'payment.turned_down'
  | 'payment.unknown_mismatch'
  | 'payment.unknown_psp'
  | 'payment.unknown_run'
  | 'payment.year_not_over'
  | 'platform.bad_request'
  | 'platform.cross_site_request'
  | 'platform.forbidden'
  | 'platform.headers_too_large'
  | 'platform.idempotency_answer_outdated'
  | 'platform.idempotency_key_in_flight'
  | 'platform.idempotency_key_missing'
  | 'platform.idempotency_key_reused'
  | 'platform.internal'
  | 'platform.invalid_input'
  | 'platform.malformed_json'
  | 'platform.method_not_allowed'
  | 'platform.not_found'
  | 'platform.payload_too_large'
  | 'platform.request_timeout'
  | 'platform.second_factor_required'
  | 'platform.step_up_required'
  | 'platform.timeout'
  | 'platform.too_deep'
  | 'platform.too_many_requests'
  | 'platform.unauthenticated'
  | 'platform.unavailable'
  | 'platform.unsupported_media_type'
  | 'platform.version_mismatch'
  | 'profile.address_not_found'
  | 'profile.already_linked'
  | 'profile.child_closed'
  | 'profile.child_not_found'
  | 'profile.child_of_age'
  | 'profile.consent_outdated'
  | 'profile.incomplete'
  | 'profile.invitation_not_found'
  | 'profile.invitation_used'
  | 'profile.kyc_claimed_by_other'
  | 'profile.kyc_file_too_many_pixels'
  | 'profile.kyc_file_too_small'
  | 'profile.kyc_file_unreadable'
  | 'profile.kyc_in_review'
  | 'profile.kyc_not_claimed'
  | 'profile.kyc_not_in_review'
  | 'profile.kyc_own_case'
  | 'profile.kyc_pieces_missing'
  | 'profile.kyc_second_person'
  | 'profile.kyc_unknown_case'
  | 'profile.kyc_unknown_document'
  | 'profile.kyc_valid_until_wrong'
  | 'profile.lesson_not_found'
  | 'profile.not_found'
  | 'profile.photo_crop_outside'
  | 'profile.photo_too_many_pixels'
  | 'profile.photo_too_small'
  | 'profile.photo_unreadable'
  | 'profile.suspended'
  | 'profile.too_many_children'
  | 'profile.too_many_invitations'
  | 'profile.too_many_parents'
  | 'profile.under_age'
  | 'profile.wrong_kind_of_account'
  | 'search.currency_missing'
  | 'search.place_incomplete'
  | 'session.door_not_open'
  | 'session.not_found'
  | 'session.not_in_person'
  | 'session.not_online'
  | 'session.not_open'
  | 'session.too_many_pins'
  | 'session.wrong_pin'
  | 'upload.infected'
  | 'upload.kind_refused'
  | 'upload.not_sent'
  | 'upload.other_content'
  | 'upload.too_large'
  | 'upload.unknown';
