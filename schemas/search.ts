import * as z from 'zod';
import { Author } from './common.ts';
import { contract } from './contract.ts';
import { text } from './text.ts';

/** The most people that one search finds. */
export const MOST_FOUND = 20;

export const SearchUsers = contract({
  name: 'SearchUsers',
  method: 'GET',
  path: '/api/v1/search/users',
  summary:
    'Find people by the beginning of a word of their handle, display name or bio, whatever its case and accents. The owner of that very handle comes first.',
  tag: 'search',
  access: 'user',
  query: z.strictObject({
    q: text({ graphemes: 50, bytes: 200, least: 2 }).meta({
      description: 'One word of two letters or more, or several: people who have all of them.',
    }),
  }),
  replies: { 200: z.array(Author).max(MOST_FOUND) },
  errors: [],
  // It is asked while typing.
  limits: [{ calls: 60, seconds: 60, youngCalls: 15 }],
});
