import { mountIsland } from '../../island/mount.tsx';
import { StatementView } from './statement-view.tsx';

mountIsland(<StatementView />);
