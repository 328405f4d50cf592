import * as z from 'zod';

/** The reactions, by the names under which they are kept. */
export const REACTIONS = ['fire', 'up', 'down', 'laugh', 'wow', 'money'] as const;
export const ReactionName = z.enum(REACTIONS).meta({ id: 'ReactionName' });
export type ReactionName = z.infer<typeof ReactionName>;

export const ItemCounts = z
  .strictObject({ comments: z.int().min(0), reactions: z.record(ReactionName, z.int().min(0)) })
  .meta({ id: 'ItemCounts', description: 'What the last seconds brought may not be counted yet.' });
export type ItemCounts = z.infer<typeof ItemCounts>;
