import { mountIsland } from '../../../island/mount.tsx';
import { EarningsView } from './earnings-view.tsx';

mountIsland(<EarningsView />);
