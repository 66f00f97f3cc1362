import { mountIsland } from '../../island/mount.tsx';
import { SecurityView } from './security-view.tsx';

mountIsland(<SecurityView />);
