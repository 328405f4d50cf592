import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * All sockets of one user in one item, so that one read finds them, and one BatchGet those of a hundred users. At most 20 sockets, some
 * 2 KB. Its sets are added to and taken from without a read, so sockets that open and close at the same moment do not meet. In no index.
 */
export const socketsEntity = entity('sockets', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The open sockets: `<openedAt> <connectionId> <issuedAt> <origin>`. */
    open: { type: 'set', items: 'string' },
    /** The socket tickets that were used, until they are too old anyway: `<issuedAt> <id>`. */
    used: { type: 'set', items: 'string' },
    /** The sockets that made way the last time, which the stream's reader has closed: `<instant> <connectionId>`. */
    dropped: { type: 'set', items: 'string' },
    /** The closures of the last hour: a session's origin, or `*` for all sessions. It is replaced whole, by `revision`. */
    closures: {
      type: 'list',
      items: {
        type: 'map',
        properties: { origin: { type: 'string', required: true }, at: { type: 'string', required: true } },
      },
    },
    /** The origins of `closures`, for the condition of a connect. */
    ended: { type: 'set', items: 'string' },
    /** The instant of the closure of all sessions; empty without one. */
    allEndedAt: { type: 'string' },
    revision: { type: 'number' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId']) },
});
