import { mountIsland } from '../../island/mount.tsx';
import { VerifyDocumentView } from './verify-document-view.tsx';

mountIsland(<VerifyDocumentView />);
