import { mountIsland } from '../../../island/mount.tsx';
import { ReconciliationView } from './reconciliation-view.tsx';

mountIsland(<ReconciliationView />);
