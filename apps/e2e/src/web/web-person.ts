import { accessibilityFaults, type Visitor } from '@edu/browser';
import type { Locale, OwnRole } from '@edu/client';
import type { TextParams } from '@edu/contract-kit';
import { translate, type TextKey } from '@edu/i18n';
import type { Postbox } from '@edu/journey';
import { expect } from 'vitest';

type Address = Parameters<Postbox['code']>[0];

/** Somebody with a browser, who reads and presses what the screens say in one language. */
export class WebPerson {
  readonly visitor: Visitor;
  readonly locale: Locale;
  readonly name: string;

  constructor(visitor: Visitor, locale: Locale, name: string) {
    this.visitor = visitor;
    this.locale = locale;
    this.name = name;
  }

  get page() {
    return this.visitor.page;
  }

  /** Without header and footer, which have links of their own. */
  get main() {
    return this.page.getByRole('main');
  }

  t(key: TextKey, params?: TextParams): string {
    return translate(this.locale, key, params);
  }

  /** A page that was just leaving for another, as whose session has ended, may come first: then again. */
  async goto(path: string): Promise<void> {
    const address = `/${this.locale}${path}`;
    await this.page.goto(address).catch((error: Error) => {
      if (!error.message.includes('interrupted by another navigation')) throw error;
      return this.page.goto(address);
    });
  }

  arrives(path: RegExp | string): Promise<void> {
    const at = typeof path === 'string' ? `/${this.locale}${path}` : path;
    return this.page.waitForURL(({ pathname }) =>
      typeof at === 'string' ? pathname === at : at.test(pathname),
    );
  }

  button(key: TextKey, params?: TextParams) {
    return this.main.getByRole('button', { name: this.t(key, params), exact: true });
  }

  link(key: TextKey, params?: TextParams) {
    return this.main.getByRole('link', { name: this.t(key, params), exact: true });
  }

  field(key: TextKey, params?: TextParams) {
    return this.main.getByLabel(this.t(key, params), { exact: true });
  }

  /** Waits until the page says this. */
  reads(key: TextKey, params?: TextParams): Promise<void> {
    return this.main.getByText(this.t(key, params), { exact: true }).first().waitFor();
  }

  /** What is shown now is for everybody. */
  async seesAccessibly(): Promise<void> {
    expect(await accessibilityFaults(this.page)).toEqual([]);
  }

  /** Fills in the page of a sign-up, which is open, and gives back the code that comes. */
  async signUp(post: Postbox, role: OwnRole, address: Address): Promise<void> {
    await this.main.getByRole('radio', { name: this.t(`account.role.${role}`) }).check();
    await this.field('account.name').fill(this.name);
    const byEmail = address.channel === 'email';
    const channel = this.t(byEmail ? 'account.byEmail' : 'account.byPhone');
    await this.main.getByRole('radio', { name: channel }).check();
    if (byEmail) await this.field('account.email').fill(address.email);
    else await this.field('account.phone').fill(address.phone);
    await this.button('account.signUp.submit').click();
    const code = this.field('account.code.label');
    await code.waitFor();
    await code.fill((await post.code(address)).code);
    await this.button('account.code.submit').click();
  }

  /** What the API answers to this person's own browser. */
  async api<T>(path: string): Promise<T> {
    const answer = await this.visitor.context.request.get(`/api/v1${path}`);
    expect(answer.ok()).toBe(true);
    return (await answer.json()) as T;
  }
}
