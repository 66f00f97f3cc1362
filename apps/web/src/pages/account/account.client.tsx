import { mountIsland } from '../../island/mount.tsx';
import { AccountView } from './account-view.tsx';

mountIsland(<AccountView />);
