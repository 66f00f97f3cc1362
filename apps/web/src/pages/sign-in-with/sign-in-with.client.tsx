import { mountIsland } from '../../island/mount.tsx';
import { takeAttempt } from '../../issuer/issuer-attempt.ts';
import { SignInWithView } from './sign-in-with-view.tsx';

const query = location.search.slice(1);
const kept = takeAttempt();
// The answer is of use once and to nobody else; where to go on is what the page that began knew.
const isAnswer = new URLSearchParams(query).has('state');
history.replaceState(null, '', location.pathname + (kept?.search ?? (isAnswer ? '' : `?${query}`)));

mountIsland(<SignInWithView query={query} kept={kept} />);
