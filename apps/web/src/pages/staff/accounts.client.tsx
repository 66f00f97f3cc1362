import { mountIsland } from '../../island/mount.tsx';
import { AccountsView } from './accounts-view.tsx';

mountIsland(<AccountsView />);
