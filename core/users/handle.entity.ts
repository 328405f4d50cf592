import { entity, primary } from '#data/entity';
import { TTL } from '#data/keys';

/** Who has a handle. One item per handle makes it unique; with `expiresAt` it is only held, for the one who left it, until then. */
export const handleEntity = entity('handle', {
  attributes: {
    handle: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true },
    expiresAt: { type: 'number', field: TTL },
  },
  indexes: { primary: primary(['handle']) },
});
