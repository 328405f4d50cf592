import { entity, primary } from '#data/entity';

/** A follower with the bell of an author on: lists them for a new item, however many others follow. It is written with the follow's `bell`. */
export const bellEntity = entity('bell', {
  attributes: {
    followeeId: { type: 'string', required: true, readOnly: true },
    followerId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['followeeId'], ['followerId']) },
});
