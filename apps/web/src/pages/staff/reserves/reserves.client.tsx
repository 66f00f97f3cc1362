import { mountIsland } from '../../../island/mount.tsx';
import { ReservesView } from './reserves-view.tsx';

mountIsland(<ReservesView />);
