import { mountIsland } from '../../../island/mount.tsx';
import { ChargebacksView } from './chargebacks-view.tsx';

mountIsland(<ChargebacksView />);
