import { mountIsland } from '../../island/mount.tsx';
import { MyDataView } from './my-data-view.tsx';

mountIsland(<MyDataView />);
