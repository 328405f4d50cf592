import { entity, gsi1, gsi2, type Item, only, primary } from '#data/entity';

/**
 * A follow or a request to follow, one row for a follower and a followee. A follow that has ended keeps its row until it is counted off both
 * people's numbers. Rows are written whole, on condition that they are as they were read. The first index lists
 * those whom somebody follows or asks to follow, the second those who follow or ask to follow somebody, both by time.
 */
export const followEntity = entity('follow', {
  attributes: {
    followeeId: { type: 'string', required: true, readOnly: true },
    followerId: { type: 'string', required: true, readOnly: true },
    state: { type: ['following', 'requested', 'ended'] as const, required: true },
    /** The instant at which this state began; epoch milliseconds. */
    since: { type: 'number', required: true, padding: { length: 14, char: '0' } },
    /** True while both people's numbers contain this follow. */
    counted: { type: 'boolean', required: true },
    /** True when the follower wants to be told of each new item. */
    bell: { type: 'boolean', required: true },
  },
  indexes: {
    primary: primary(['followeeId'], ['followerId']),
    byFollower: only(
      gsi1(['followerId', 'state'], ['since', 'followeeId'], ['followerId', 'followeeId', 'since']),
      ({ state }) => state !== 'ended',
    ),
    byFollowee: only(gsi2(['followeeId', 'state'], ['since', 'followerId']), ({ state }) => state !== 'ended'),
  },
});

export type StoredFollow = Item<typeof followEntity>;
