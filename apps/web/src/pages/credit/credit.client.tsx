import { mountIsland } from '../../island/mount.tsx';
import { CreditView } from './credit-view.tsx';

mountIsland(<CreditView />);
