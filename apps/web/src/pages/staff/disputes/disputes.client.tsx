import { mountIsland } from '../../../island/mount.tsx';
import { DisputesView } from './disputes-view.tsx';

mountIsland(<DisputesView />);
