import { mentionsAttribute } from '#core/users';

/** The attributes of a text that a person wrote, in a post, a revision of one, or a comment. */
export const writtenAttributes = {
  text: { type: 'string' },
  mentions: mentionsAttribute,
} as const;
