import { mountIsland } from '../../island/mount.tsx';
import { UndoErasureView } from './undo-erasure-view.tsx';

mountIsland(<UndoErasureView />);
