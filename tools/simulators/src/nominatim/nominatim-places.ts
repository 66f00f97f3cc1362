/** A place as OpenStreetMap has it, in two languages. */
export interface OsmPlace {
  readonly id: number;
  readonly fr: string;
  readonly en: string;
  /** What kind of thing it is, as `addresstype` says. */
  readonly kind: 'city' | 'suburb' | 'quarter' | 'road';
  /** Of the city that it lies in. */
  readonly city: string;
  readonly country: string;
  readonly countryFr: string;
  readonly lat: number;
  readonly lng: number;
}

const CI = { country: 'ci', countryFr: 'Côte d’Ivoire' };
const CM = { country: 'cm', countryFr: 'Cameroun' };
const SN = { country: 'sn', countryFr: 'Sénégal' };
const same = (name: string) => ({ fr: name, en: name });

/** Some that people of the region look for; no gazetteer has the quarters and the road. */
export const OSM_PLACES: readonly OsmPlace[] = [
  { id: 1, ...same('Abidjan'), kind: 'city', city: 'Abidjan', ...CI, lat: 5.3204, lng: -4.0161 },
  { id: 2, ...same('Cocody'), kind: 'suburb', city: 'Abidjan', ...CI, lat: 5.3604, lng: -3.9674 },
  {
    id: 3,
    ...same('Angré 8e Tranche'),
    kind: 'quarter',
    city: 'Abidjan',
    ...CI,
    lat: 5.4012,
    lng: -3.9841,
  },
  {
    id: 4,
    ...same('Boulevard Latrille'),
    kind: 'road',
    city: 'Abidjan',
    ...CI,
    lat: 5.3761,
    lng: -3.9932,
  },
  { id: 5, ...same('Yaoundé'), kind: 'city', city: 'Yaoundé', ...CM, lat: 3.8689, lng: 11.5213 },
  { id: 6, ...same('Bastos'), kind: 'suburb', city: 'Yaoundé', ...CM, lat: 3.8946, lng: 11.5098 },
  { id: 7, ...same('Dakar'), kind: 'city', city: 'Dakar', ...SN, lat: 14.6934, lng: -17.4479 },
  {
    id: 8,
    fr: 'Plateau de Dakar',
    en: 'Dakar Plateau',
    kind: 'suburb',
    city: 'Dakar',
    ...SN,
    lat: 14.6701,
    lng: -17.4381,
  },
];
