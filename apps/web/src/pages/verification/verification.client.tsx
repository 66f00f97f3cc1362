import { mountIsland } from '../../island/mount.tsx';
import { VerificationView } from './verification-view.tsx';

mountIsland(<VerificationView />);
