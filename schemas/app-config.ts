import * as z from 'zod';
import { contract } from './contract.ts';
import { PURPOSE_NAMES, UploadType } from './media.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

/** The parts of an app that an environment may switch off, for all of its apps at once. */
export const SWITCHES = ['feed', 'messaging', 'uploads', 'sportsbookLinks', 'shareLinks'] as const;

/** The kinds of app, each with versions of its own. */
const APPS = ['ios', 'android', 'web'] as const;

/** A version as `device.appVersion` writes it: numbers between points. */
const Version = z.string().regex(/^\d{1,5}(\.\d{1,5}){0,3}$/, 'is not a version such as 2.4.1');

const each = <const N extends readonly string[], V extends z.ZodType>(names: N, value: V) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value])) as { [Name in N[number]]: V });

/** The settings of an environment for its apps, in `config/<environment>.json`. */
export const AppSettings = z.strictObject({
  /** An older app has to be updated before it goes on. `null`: every version works. */
  minimumVersion: each(APPS, Version.nullable()),
  /** The parts that apps do not show. */
  off: z.array(z.enum(SWITCHES)).max(SWITCHES.length),
});
export type AppSettings = z.output<typeof AppSettings>;

const Count = z.int().min(0);

export const AppConfig = z
  .strictObject({
    minimumVersion: each(APPS, Version.nullable()).meta({
      description: 'An app of a lower version asks for its update and does nothing else. Null: every version works.',
    }),
    features: z
      .strictObject({
        ...each(SWITCHES, z.boolean()).shape,
        signInByGoogle: z.boolean(),
        signInByApple: z.boolean(),
        browserSignInByGoogle: z.boolean(),
        browserSignInByApple: z.boolean(),
      })
      .meta({
        description: 'The parts of an app that are there. One that is false is hidden; one that is missing here is there.',
      }),
    limits: z.strictObject({
      calls: z
        .strictObject({ anonymousPerMinute: Count, freePerMinute: Count, premiumPerMinute: Count })
        .meta({ description: 'Calls over all routes. Those of each route stand in its description.' }),
      picks: z.strictObject({
        perHour: Count,
        legs: Count,
        revisions: Count,
        proofs: Count,
        stakeUnits: z.strictObject({ least: z.string(), most: z.string() }),
      }),
      texts: each(
        Object.keys(TEXT_BOUNDS) as (keyof typeof TEXT_BOUNDS)[],
        z.strictObject({ graphemes: Count, bytes: Count }),
      ).meta({
        description: 'The longest texts: characters as a reader counts them, and bytes in UTF-8.',
      }),
      uploads: z.strictObject({
        bytesPerDay: Count,
        purposes: each(PURPOSE_NAMES, z.strictObject({ bytes: Count, types: z.array(UploadType) })),
      }),
      messaging: z.strictObject({ members: Count, conversations: Count, pinned: Count }),
    }),
  })
  .meta({ id: 'AppConfig', description: 'The facts of this environment that an app needs before anybody signs in.' });
export type AppConfig = z.output<typeof AppConfig>;

export const GetConfig = contract({
  name: 'GetConfig',
  method: 'GET',
  path: '/api/v1/config',
  summary: 'The least version of each app, the parts of an app that are there, and the limits of what people enter.',
  tag: 'share',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  sharedSeconds: 300,
  replies: { 200: AppConfig },
  errors: [],
});
