import { mapOnTap } from '../map/map-on-tap.ts';

mapOnTap();
