import type { Actor } from '#actor';

/** The source of a fact, as it is stored: a user's id, a job's name, or `public`. */
export const sourceOf = (actor: Actor): string => {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'system' ? actor.job : 'public';
};
