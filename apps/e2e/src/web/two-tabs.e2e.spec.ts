import { signIn } from '@edu/browser';
import { expect, inject, it } from 'vitest';
import { describeInBrowser } from './with-browser.ts';

const { accounts } = inject('platform');
const { login, password } = accounts.find(({ role }) => role === 'student')!;

describeInBrowser('two tabs of one browser', (open) => {
  it('refresh a session once, at the same moment', async () => {
    const visitor = await open();
    const { page, context } = visitor;
    await signIn(visitor, login, password);
    const other = await context.newPage();
    const refreshes: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/auth/refresh')) refreshes.push(request.url());
    });
    await context.clearCookies({ name: 'access' });
    await Promise.all([page, other].map((tab) => tab.goto('/fr/account')));
    for (const tab of [page, other]) await tab.getByText(login).first().waitFor();
    expect(refreshes).toHaveLength(1);
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });
});
