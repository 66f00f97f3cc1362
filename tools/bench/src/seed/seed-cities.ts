/** Where people live: name, country, latitude, longitude, zone, currency, weight. */
type Row = readonly [
  name: string,
  country: string,
  lat: number,
  lng: number,
  timeZone: string,
  currency: string,
  weight: number,
];

const ROWS: readonly Row[] = [
  ['Abidjan', 'CI', 5.36, -4.01, 'Africa/Abidjan', 'XOF', 60],
  ['Bouaké', 'CI', 7.69, -5.03, 'Africa/Abidjan', 'XOF', 9],
  ['Yamoussoukro', 'CI', 6.82, -5.28, 'Africa/Abidjan', 'XOF', 4],
  ['Korhogo', 'CI', 9.46, -5.63, 'Africa/Abidjan', 'XOF', 3],
  ['San-Pédro', 'CI', 4.75, -6.64, 'Africa/Abidjan', 'XOF', 3],
  ['Dakar', 'SN', 14.72, -17.47, 'Africa/Dakar', 'XOF', 40],
  ['Thiès', 'SN', 14.79, -16.93, 'Africa/Dakar', 'XOF', 5],
  ['Saint-Louis', 'SN', 16.02, -16.49, 'Africa/Dakar', 'XOF', 3],
  ['Bamako', 'ML', 12.64, -8.0, 'Africa/Bamako', 'XOF', 24],
  ['Ouagadougou', 'BF', 12.37, -1.52, 'Africa/Ouagadougou', 'XOF', 24],
  ['Bobo-Dioulasso', 'BF', 11.18, -4.29, 'Africa/Ouagadougou', 'XOF', 7],
  ['Lomé', 'TG', 6.13, 1.22, 'Africa/Lome', 'XOF', 15],
  ['Cotonou', 'BJ', 6.37, 2.39, 'Africa/Porto-Novo', 'XOF', 14],
  ['Porto-Novo', 'BJ', 6.5, 2.61, 'Africa/Porto-Novo', 'XOF', 4],
  ['Niamey', 'NE', 13.51, 2.11, 'Africa/Niamey', 'XOF', 12],
  ['Douala', 'CM', 4.05, 9.77, 'Africa/Douala', 'XAF', 30],
  ['Yaoundé', 'CM', 3.85, 11.5, 'Africa/Douala', 'XAF', 30],
  ['Bafoussam', 'CM', 5.48, 10.42, 'Africa/Douala', 'XAF', 4],
  ['Garoua', 'CM', 9.3, 13.4, 'Africa/Douala', 'XAF', 4],
  ['Libreville', 'GA', 0.42, 9.47, 'Africa/Libreville', 'XAF', 9],
  ['Brazzaville', 'CG', -4.26, 15.28, 'Africa/Brazzaville', 'XAF', 10],
  ['Pointe-Noire', 'CG', -4.78, 11.86, 'Africa/Brazzaville', 'XAF', 7],
  ['N’Djamena', 'TD', 12.13, 15.06, 'Africa/Ndjamena', 'XAF', 9],
  ['Paris', 'FR', 48.86, 2.35, 'Europe/Paris', 'EUR', 40],
  ['Lyon', 'FR', 45.76, 4.84, 'Europe/Paris', 'EUR', 12],
  ['Marseille', 'FR', 43.3, 5.37, 'Europe/Paris', 'EUR', 11],
  ['Lille', 'FR', 50.63, 3.06, 'Europe/Paris', 'EUR', 7],
  ['Bruxelles', 'BE', 50.85, 4.35, 'Europe/Brussels', 'EUR', 9],
  ['Montréal', 'CA', 45.5, -73.57, 'America/Toronto', 'CAD', 14],
  ['Ottawa', 'CA', 45.42, -75.7, 'America/Toronto', 'CAD', 5],
];

export interface SeedCity {
  readonly name: string;
  readonly country: string;
  readonly lat: number;
  readonly lng: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly weight: number;
}

export const SEED_CITIES: readonly SeedCity[] = ROWS.map(
  ([name, country, lat, lng, timeZone, currency, weight]) => ({
    name,
    country,
    lat,
    lng,
    timeZone,
    currency,
    weight,
  }),
);
