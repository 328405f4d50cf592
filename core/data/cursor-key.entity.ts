import { entity, primary } from './entity.ts';

/** The secret that signs cursors: one item for the whole table. */
export const cursorKeyEntity = entity('cursorkey', {
  attributes: {
    name: { type: 'string', required: true, readOnly: true },
    secret: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['name']) },
});
