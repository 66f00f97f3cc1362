import { mountIsland } from '../../../island/mount.tsx';
import { CaseView } from './case-view.tsx';

mountIsland(<CaseView />);
