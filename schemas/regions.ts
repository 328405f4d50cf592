import * as z from 'zod';

/**
 * Countries whose rules differ by their parts, where a region names the part too. A place in one of them whose part is not known is no region.
 */
export const COUNTRIES_IN_PARTS = ['CA', 'US'] as const;

/** A country by ISO 3166-1, and of some countries the part by ISO 3166-2: `GB`, `US-NJ`. */
export const Region = z
  .string()
  // Two letters that are neither CA nor US, said without a lookahead, which not every reader of the document understands.
  .regex(/^([ABD-TV-Z][A-Z]|C[B-Z]|U[A-RT-Z]|(CA|US)-[A-Z]{2})$/, 'must be a country such as GB, or a state such as US-NJ')
  .meta({ description: 'A country, `GB`; of the United States and Canada the state or province, `US-NJ`.' });

/**
 * Regions in which the app is not available: places under sanctions, and states whose law treats hints on bets as gambling. The owner of
 * the app answers for the list.
 */
export const RESTRICTED_REGIONS: readonly string[] = ['CU', 'IR', 'KP', 'SY', 'US-HI', 'US-UT', 'US-WA'];

/** Kinds of routes that are closed by age, region or exclusion. Each one includes those before it. */
export const GATES = ['account', 'boards', 'odds', 'offers'] as const;
export type Gate = (typeof GATES)[number];

/** The least age in years that opens a gate. */
export type MinimumAges = Readonly<Record<Gate, number>>;

/** The least age of an account's owner, everywhere. */
export const ADULT = 18;

const from = (age: number): MinimumAges => ({ account: ADULT, boards: ADULT, odds: age, offers: age });

/** The rule of a region that no row names. */
const ELSEWHERE = from(21);

/** The least ages by region: a row of the region itself, else of its country. */
const MINIMUM_AGES: Readonly<Record<string, MinimumAges>> = {
  US: from(21),
  ...Object.fromEntries(['US-DC', 'US-KY', 'US-MT', 'US-NH', 'US-RI', 'US-WY'].map((state) => [state, from(18)])),
  CA: from(19),
  ...Object.fromEntries(['CA-AB', 'CA-MB', 'CA-QC'].map((province) => [province, from(18)])),
  ...Object.fromEntries(
    ['AT', 'AU', 'CH', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'IE', 'IT', 'MX', 'NL', 'NO', 'NZ', 'SE'].map((country) => [
      country,
      from(18),
    ]),
  ),
};

export const minimumAges = (region: string): MinimumAges => MINIMUM_AGES[region] ?? MINIMUM_AGES[region.slice(0, 2)] ?? ELSEWHERE;
