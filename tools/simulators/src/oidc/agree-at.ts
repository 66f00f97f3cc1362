/** Somebody with an account at the issuer. */
export interface IssuerPerson {
  readonly email: string;
  /** The issuer has not verified that address. */
  readonly unverified?: true;
  readonly declines?: true;
  /** Keeps the address to the issuer, where that can be. */
  readonly hides?: true;
}

/** A browser as far as an issuer needs one: follows redirects there, and keeps cookies. */
class Jar {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: form } : {};
    const answer = await fetch(url, { ...sent, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0]!.split(/=(.*)/s) as [string, string];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}

/** Signs in at the issuer that is simulated. @returns the query of the address that it sends the browser back to */
export async function agreeAt(url: string, person: IssuerPerson): Promise<string> {
  const jar = new Jar();
  let at = url;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 10; steps++) {
    const answer = await jar.open(at, form);
    const location = answer.headers.get('location');
    if (location === null) {
      const text = await answer.text();
      const posted = postedIn(text);
      if (posted) return posted;
      if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
      form = formOf(person);
      continue;
    }
    form = undefined;
    const next = new URL(location, at);
    if (next.pathname === '/sign-in/with') return next.search.slice(1);
    at = next.href;
  }
  throw new Error('the issuer sends the browser around');
}

/** The answer in a form that the browser posts by itself, as the query that the gateway makes of it. */
function postedIn(page: string): string | undefined {
  if (!/action="[^"]*\/auth\/issuer-form"/.test(page)) return undefined;
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const answer = new URLSearchParams();
  for (const [, name = '', value = ''] of inputs) {
    answer.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return answer.toString();
}

function formOf({ email, unverified, declines, hides }: IssuerPerson): URLSearchParams {
  const does = declines ? 'decline' : 'agree';
  return new URLSearchParams({
    email,
    does,
    ...(!unverified && { verified: 'on' }),
    ...(hides && { hidden: 'on' }),
  });
}
