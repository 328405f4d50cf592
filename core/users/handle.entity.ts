import { entity, primary } from '#data/entity';
import { TTL } from '#data/keys';

/** The owner of a handle. One item per handle makes it unique. With `expiresAt` the handle is only held, for the user who left it. */
export const handleEntity = entity('handle', {
  attributes: {
    handle: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true },
    expiresAt: { type: 'number', field: TTL },
  },
  indexes: { primary: primary(['handle']) },
});
