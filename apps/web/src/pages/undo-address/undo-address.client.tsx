import { mountIsland } from '../../island/mount.tsx';
import { UndoAddressView } from './undo-address-view.tsx';

mountIsland(<UndoAddressView />);
