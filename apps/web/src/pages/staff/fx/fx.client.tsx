import { mountIsland } from '../../../island/mount.tsx';
import { FxView } from './fx-view.tsx';

mountIsland(<FxView />);
