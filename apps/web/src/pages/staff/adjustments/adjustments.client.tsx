import { mountIsland } from '../../../island/mount.tsx';
import { AdjustmentsView } from './adjustments-view.tsx';

mountIsland(<AdjustmentsView />);
