import { mountIsland } from '../../../island/mount.tsx';
import { RiskView } from './risk-view.tsx';

mountIsland(<RiskView />);
