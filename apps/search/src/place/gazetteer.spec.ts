import { Gazetteer } from './gazetteer.ts';
import { geocoderConformance } from './geocoder.conformance.ts';

geocoderConformance(() => new Gazetteer());
