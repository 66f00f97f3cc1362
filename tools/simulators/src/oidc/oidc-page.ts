import { html, page } from '../kit/html.ts';

/** Where somebody says who they are. */
export function signInPage(action: string, hides: boolean): string {
  return page({
    title: 'Sign in with a made-up account',
    narrow: true,
    body: html`<p>EduConnect will read your e-mail address.</p>
      <form class="stack" method="post" action="${action}">
        <label>
          E-mail address <input name="email" type="email" autocomplete="username" required />
        </label>
        <label>
          Verified here
          <input name="verified" type="checkbox" checked />
        </label>
        ${hides ? html`<label>Hide my address <input name="hidden" type="checkbox" /></label>` : ''}
        <button class="main" name="does" value="agree">Go on</button>
        <button name="does" value="decline" formnovalidate>Decline</button>
      </form>`,
  });
}

/** What this is, for who opens it. */
export function overviewPage(): string {
  return page({
    title: 'Accounts of another company',
    body: html`<p>
        An OpenID Connect server: on the platform’s sign-in page choose “Example”, and take the
        e-mail address of a demo account.
      </p>
      <p><a href="/.well-known/openid-configuration">What it says of itself</a></p>`,
  });
}
