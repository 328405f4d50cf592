import { SOCKET_MINUTES } from '#schemas/realtime';

/** Decisions about a user's sockets and closures. Instants are ISO 8601 in UTC, so they compare as text. */

export interface OpenSocket {
  readonly connectionId: string;
  /** Cognito's origin_jti of the session that opened it. */
  readonly origin: string;
  readonly openedAt: string;
  /** The issue of the ticket that opened or renewed it: the last instant at which its access token was accepted. */
  readonly issuedAt: string;
}

/** The end of a session's sockets (`origin`), or of all of a user's (`*`). */
export interface Closure {
  readonly origin: string;
  readonly at: string;
}

export interface Sockets {
  /** Oldest first. */
  readonly open: readonly OpenSocket[];
  readonly closures: readonly Closure[];
  /** Tickets that were used: `<issuedAt> <id>`. */
  readonly used: readonly string[];
  /** Sockets that made way the last time: `<instant> <connectionId>`. */
  readonly dropped: readonly string[];
}

export const NONE: Sockets = { open: [], closures: [], used: [], dropped: [] };
export const ALL = '*';

export const SECOND = 1_000;
/** Milliseconds for which a socket ticket is good. */
export const SOCKET_TICKET_LIFE = 30 * SECOND;
/** API Gateway ends every connection after two hours. */
export const SOCKET_LIFE = 7_200 * SECOND;
/** Milliseconds after the issue of its newest ticket for which a socket is served. */
export const SOCKET_LEASE = SOCKET_MINUTES * 60 * SECOND;
/** Milliseconds after which a connection that API Gateway does not know is dead; before, it may not be established yet. */
export const SETTLING = 30 * SECOND;
/** A closed session's access tokens can ask for tickets while they live (15 min); a closure outlasts that by far. */
export const CLOSURE_LIFE = 3_600 * SECOND;
/** The most sockets of one user. A phone that lost its network leaves dead ones behind, so the oldest makes way and not the new one. */
export const MOST_SOCKETS = 20;

export const ago = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();
/** Epoch seconds for DynamoDB's TTL. */
export const ttlOf = (from: string, ms: number): number => Math.ceil((Date.parse(from) + ms) / SECOND);

/** True for a socket that is served: API Gateway has not ended it, and its session was there within the lease. */
export const isAlive = ({ openedAt, issuedAt }: Pick<OpenSocket, 'openedAt' | 'issuedAt'>, now: Date): boolean =>
  openedAt > ago(now, SOCKET_LIFE) && issuedAt > ago(now, SOCKET_LEASE);

/** An open socket as it is stored. Instants come first, so that entries sort by age. */
export const entryOf = ({ openedAt, connectionId, issuedAt, origin }: OpenSocket): string =>
  `${openedAt} ${connectionId} ${issuedAt} ${origin}`;
const socketOf = (entry: string): OpenSocket => {
  const [openedAt = '', connectionId = '', issuedAt = '', ...origin] = entry.split(' ');
  return { openedAt, connectionId, issuedAt, origin: origin.join(' ') };
};
/** A socket that makes way, as it is stored. */
export const droppedOf = ({ connectionId }: OpenSocket, now: Date): string => `${now.toISOString()} ${connectionId}`;

/** The newest entry of each connection: one that was renewed may still have the entry of before. */
const newestOfEach = (sockets: readonly OpenSocket[]): OpenSocket[] => [
  ...new Map(sockets.map((socket) => [socket.connectionId, socket])).values(),
];

/** The sockets in a stored row. */
export const socketsOfRow = (row: {
  readonly open?: readonly string[] | undefined;
  readonly used?: readonly string[] | undefined;
  readonly dropped?: readonly string[] | undefined;
  readonly closures?: readonly Closure[] | undefined;
}): Sockets => ({
  open: newestOfEach((row.open ?? []).toSorted().map(socketOf)),
  closures: row.closures ?? [],
  used: row.used ?? [],
  dropped: row.dropped ?? [],
});

/** The sockets and closures that still count. */
export const current = ({ open, closures, ...marks }: Sockets, now: Date): Sockets => ({
  open: open.filter((socket) => isAlive(socket, now)),
  closures: closures.filter(({ at }) => at > ago(now, CLOSURE_LIFE)),
  ...marks,
});

/** Entries of a user’s row that have to go. */
export interface Leftovers {
  /** The oldest sockets over the most that a user may have. */
  readonly over: readonly OpenSocket[];
  /** Sockets that outlived their two hours. */
  readonly expired: readonly OpenSocket[];
  /** Tickets that are too old to come again, also by a clock that runs behind. */
  readonly used: readonly string[];
}

export function leftoversOf({ open, used }: Sockets, now: Date): Leftovers {
  const alive = open.filter((socket) => isAlive(socket, now));
  return {
    over: alive.slice(0, Math.max(0, alive.length - MOST_SOCKETS)),
    expired: open.filter((socket) => !isAlive(socket, now)),
    used: used.filter((entry) => entry <= ago(now, 2 * SOCKET_TICKET_LIFE)),
  };
}

/** A write for each leftover would cost as much as what leaves it, so that some may gather. */
const LEFTOVERS = 8;

/** True when a socket has to make way, or when more than a few leftovers have gathered. */
export const isUntidy = ({ over, expired, used }: Leftovers): boolean =>
  over.length > 0 || expired.length + used.length > LEFTOVERS;

/** The connections that made way for a newer one in a change of a user's sockets. */
export const replaced = (before: Sockets | null, after: Sockets | null): string[] =>
  (after?.dropped ?? []).filter((entry) => !before?.dropped.includes(entry)).map((entry) => entry.slice(entry.indexOf(' ') + 1));

/** Notes a closure; a later one of the same session replaces it. */
export function withClosure(sockets: Sockets, closure: Closure, now: Date): Sockets {
  const { closures, ...others } = current(sockets, now);
  const same = closures.find(({ origin }) => origin === closure.origin);
  const at = same && same.at > closure.at ? same.at : closure.at;
  return { ...others, closures: [...closures.filter((other) => other !== same), { origin: closure.origin, at }] };
}

/** A session never comes back; "all" means all that was there then, since a ban may end. */
const closes = (closure: Closure, origin: string, since: string): boolean =>
  closure.origin === ALL ? since <= closure.at : closure.origin === origin;

/**
 * The sockets that a closure ends. A ticket of before a ban may open its socket after the ban, and before the closure is noted, so the ticket
 * counts and not the opening.
 */
export const closedBy = ({ open }: Sockets, closure: Closure): readonly OpenSocket[] =>
  open.filter(({ origin, issuedAt }) => closes(closure, origin, issuedAt));
