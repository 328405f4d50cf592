import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';
import { Helpline } from './helplines.ts';
import { Place } from './place.ts';
import { GATES, Region } from './regions.ts';

const Years = z.int().min(0).max(150);

/** App stores that signal the age of the account on a device. */
const AgeStore = z.enum(['app_store', 'play_store']).meta({ id: 'AgeStore' });

export const CareView = z
  .strictObject({
    region: z.strictObject({
      proven: Region.nullable().meta({ description: 'The region that this call came from. It is not kept.' }),
      declared: Region.nullable().meta({ description: 'The region in which you said that you live.' }),
      timeZone: z.string().nullable(),
    }),
    age: z
      .strictObject({
        years: Years,
        signals: z.array(z.strictObject({ store: AgeStore, upper: Years.nullable(), at: Instant })),
      })
      .meta({ description: 'The least age that your date of birth and the signals of app stores allow.' }),
    gates: z.array(
      z.strictObject({
        gate: z.enum(GATES),
        minimumAge: Years.nullable().meta({ description: 'Null while your region is not known.' }),
        closedBy: z
          .strictObject({
            code: z.enum(['REGION_NOT_AVAILABLE', 'AGE_VERIFICATION_REQUIRED', 'EXCLUDED']),
            message: z.string(),
          })
          .nullable(),
      }),
    ),
    excludedUntil: Instant.nullable().meta({ description: 'The end of the exclusion or cool-off that you chose.' }),
    realityMinutes: z.int().nullable().meta({ description: 'Minutes of use after which your apps remind you; null for never.' }),
    helpline: Helpline.meta({ description: 'Show it wherever betting content is.' }),
  })
  .meta({
    id: 'Care',
    description: 'Your region, your age, what is open to you by them and by what you chose, and where help is.',
  });
export type CareView = z.infer<typeof CareView>;

const shared = { tag: 'users', access: 'user', terms: 'any', gated: 'none' } as const;

export const GetCare = contract({
  ...shared,
  name: 'GetCare',
  method: 'GET',
  path: '/api/v1/users/me/care',
  summary: 'The parts that are open to you by your region and age, and why the rest is closed.',
  replies: { 200: CareView },
  errors: ['NOT_FOUND'],
});

export const DeclareRegion = contract({
  ...shared,
  name: 'DeclareRegion',
  method: 'PUT',
  path: '/api/v1/users/me/region',
  summary:
    'Say where you live. It counts beside where your calls come from, and your age counts in that time zone. Refresh afterwards: the next token names it.',
  body: Place,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: [{ calls: 10, seconds: 86_400 }],
});

export const StateAgeSignal = contract({
  ...shared,
  name: 'StateAgeSignal',
  method: 'PUT',
  path: '/api/v1/users/me/age-signals/{store}',
  summary:
    'Pass on the age range that the app store of this device signals. The least age of all that is known counts, from the next token on.',
  params: z.strictObject({ store: AgeStore.meta({ description: 'The app store that signals.' }) }),
  body: z.strictObject({
    upper: Years.nullable().meta({ description: 'The greatest age of the range; null where the store names no upper end.' }),
  }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: [{ calls: 20, seconds: 86_400 }],
});
