import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * All sockets of one user in one item, so that one read finds them, and one BatchGet those of a hundred users. At most 20 entries, some
 * 3 KB. It is replaced whole, on condition that `revision` is still the one that was read. In no index.
 */
export const socketsEntity = entity('sockets', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    revision: { type: 'string', required: true },
    open: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          connectionId: { type: 'string', required: true },
          origin: { type: 'string', required: true },
          openedAt: { type: 'string', required: true },
          issuedAt: { type: 'string', required: true },
        },
      },
    },
    /** The closures of the last hour: a session's origin, or `*` for all sessions. */
    closures: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: { origin: { type: 'string', required: true }, at: { type: 'string', required: true } },
      },
    },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId']) },
});
