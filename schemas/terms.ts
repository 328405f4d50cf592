import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** The versions of the terms of use and of the privacy text that stand, each the day from which it does. A new one asks everybody again. */
export const CURRENT_TERMS = { terms: '2026-11-01', privacy: '2026-11-01' } as const;

const Version = z.iso.date();

export const TextVersions = z.strictObject({ terms: Version, privacy: Version }).meta({
  id: 'TextVersions',
  description: 'A version of the terms of use and one of the privacy text, by the day from which each stands.',
});
export type TextVersions = z.infer<typeof TextVersions>;

/** Both versions as one text, such as a token names them. */
export const termsText = ({ terms, privacy }: TextVersions): string => `${terms}/${privacy}`;

export const GetTerms = contract({
  name: 'GetTerms',
  method: 'GET',
  path: '/api/v1/terms',
  summary: 'The versions of the terms of use and the privacy text that stand.',
  tag: 'auth',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  replies: { 200: TextVersions },
  errors: [],
});

export const AcceptTerms = contract({
  name: 'AcceptTerms',
  method: 'POST',
  path: '/api/v1/users/me/terms',
  summary:
    'Accept the terms of use and the privacy text that stand. Refresh afterwards: the next token lets you go on. Twice is once.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  body: TextVersions,
  replies: {
    200: z.strictObject({ ...TextVersions.shape, acceptedAt: Instant }).meta({ id: 'AcceptedTerms' }),
  },
  errors: ['NOT_FOUND', 'TERMS_REQUIRED'],
});
