import { mountIsland } from '../../island/mount.tsx';
import { reloadWhenBack } from '../../island/reload-when-back.ts';
import { returnOf } from '../pay/pay-panel.ts';
import { tokenOf } from './link-token.ts';
import { PayLinkView } from './pay-link-view.tsx';

const back = returnOf(location.search);
const token = tokenOf(location.hash);
// What a payment service adds to this address is no proof of anything, and a secret in part.
if (location.search) history.replaceState(null, '', location.pathname + location.hash);
// Another link that is opened in this tab.
window.addEventListener('hashchange', () => location.reload());
reloadWhenBack();
mountIsland(<PayLinkView {...{ back, token }} />);
