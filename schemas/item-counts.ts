import * as z from 'zod';

/** The reactions, by the names under which they are kept. */
export const REACTIONS = ['fire', 'up', 'down', 'laugh', 'wow', 'money'] as const;
export const ReactionName = z.enum(REACTIONS).meta({ id: 'ReactionName' });
export type ReactionName = z.infer<typeof ReactionName>;

const Count = z.int().min(0);
/** Every name is there, so that the API description names them as properties. */
const ReactionCounts = z.strictObject(
  Object.fromEntries(REACTIONS.map((name) => [name, Count])) as Record<ReactionName, typeof Count>,
);

export const ItemCounts = z
  .strictObject({ comments: Count, reactions: ReactionCounts })
  .meta({ id: 'ItemCounts', description: 'Acts of the last seconds may not be counted yet.' });
export type ItemCounts = z.infer<typeof ItemCounts>;
