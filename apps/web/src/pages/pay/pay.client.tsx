import { mountIsland } from '../../island/mount.tsx';
import { reloadWhenBack } from '../../island/reload-when-back.ts';
import { searchOf, whatOf } from './bill.ts';
import { returnOf } from './pay-panel.ts';
import { PayView } from './pay-view.tsx';

const back = returnOf(location.search);
const atOnce = whatOf(location.search);
// What a payment service adds to this address is no proof of anything, and a secret in part.
if (location.search) history.replaceState(null, '', location.pathname + searchOf(atOnce));
reloadWhenBack();
mountIsland(<PayView {...{ back, atOnce }} />);
