import { mountIsland } from '../../../island/mount.tsx';
import { PayoutsView } from './payouts-view.tsx';

mountIsland(<PayoutsView />);
