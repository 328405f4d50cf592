import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** The version of the text that stands and asks for the consents, by the day from which it does. */
export const CONSENT_TEXT = '2026-11-01';

const choices = {
  push: z.boolean().meta({ description: 'Mobile pushes.' }),
  location: z.boolean().meta({ description: 'The region beside each of your sessions: a country or a state, nothing finer.' }),
  contacts: z.boolean().meta({ description: 'The address book of the device.' }),
  photos: z.boolean().meta({ description: 'The pictures of the device.' }),
};
const stated = { ...choices, text: z.iso.date().meta({ description: 'The version of the text that asked.' }) };

export const Consents = z.strictObject(stated).meta({ id: 'Consents', description: 'The things that you let apps use.' });
export type Consents = z.infer<typeof Consents>;

const Consented = z.strictObject({ ...stated, at: Instant }).meta({ id: 'Consented' });

/** The most earlier consents that a reply shows. */
const HISTORY = 50;
export const ConsentsView = z
  .strictObject({
    text: z.iso.date().meta({ description: 'The version of the text that stands.' }),
    now: Consented.nullable().meta({ description: 'Null before you have said anything: nothing is let then.' }),
    history: z.array(Consented).max(HISTORY).meta({ description: 'The newest first, with the one that holds.' }),
  })
  .meta({ id: 'ConsentsView' });
export type ConsentsView = z.infer<typeof ConsentsView>;

const shared = {
  path: '/api/v1/users/me/permissions',
  tag: 'users',
  access: 'user',
  terms: 'any',
  gated: 'none',
  replies: { 200: ConsentsView },
} as const;

export const GetConsents = contract({
  ...shared,
  name: 'GetConsents',
  method: 'GET',
  summary: 'The things that you let apps use, and your answers before.',
  errors: [],
});

export const SetConsents = contract({
  ...shared,
  name: 'SetConsents',
  method: 'PUT',
  summary: 'Say what apps may use, under the text that stands. Each change is kept with its time.',
  body: Consents,
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
  limits: [{ calls: 30, seconds: 86_400 }],
});
