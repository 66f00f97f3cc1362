import { mountIsland } from '../../../island/mount.tsx';
import { LedgerView } from './ledger-view.tsx';

mountIsland(<LedgerView />);
