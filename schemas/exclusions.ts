import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** The calendar months of each term of an exclusion. */
export const EXCLUSION_MONTHS = { '6_months': 6, '1_year': 12, '2_years': 24, '5_years': 60 } as const;

export const ExclusionTerm = z.enum(Object.keys(EXCLUSION_MONTHS) as [keyof typeof EXCLUSION_MONTHS, ...never[]]);
export type ExclusionTerm = keyof typeof EXCLUSION_MONTHS;

const Excluded = z
  .strictObject({ excludedUntil: Instant.meta({ description: 'Until then it cannot be ended, also not by us.' }) })
  .meta({ id: 'Excluded', description: 'A break from prices, boards, picks of others, links and offers of books.' });

const shared = {
  tag: 'users',
  access: 'user',
  terms: 'any',
  gated: 'none',
  replies: { 200: Excluded },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 20, seconds: 86_400 }],
} as const;

export const Exclude = contract({
  ...shared,
  name: 'Exclude',
  method: 'POST',
  path: '/api/v1/users/me/exclusion',
  summary:
    'Exclude yourself from betting content, at once on all devices. It ends seven days after its term, never sooner; another one can only make it longer.',
  body: z.strictObject({ term: ExclusionTerm }),
});

/** The shortest and the longest cool-off, in hours: a day and six weeks. */
const COOL_OFF_HOURS = { least: 24, most: 1_008 } as const;

export const CoolOff = contract({
  ...shared,
  name: 'CoolOff',
  method: 'POST',
  path: '/api/v1/users/me/cool-off',
  summary: 'Take a break of a day to six weeks from betting content, at once on all devices. It cannot be ended sooner.',
  body: z.strictObject({ hours: z.int().min(COOL_OFF_HOURS.least).max(COOL_OFF_HOURS.most) }),
});

export const SetRealityCheck = contract({
  ...shared,
  name: 'SetRealityCheck',
  method: 'PUT',
  path: '/api/v1/users/me/reality-check',
  summary: 'Be reminded by your apps after so many minutes of use. Null ends it.',
  body: z.strictObject({ minutes: z.int().min(5).max(600).nullable() }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
});
