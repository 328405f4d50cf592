/** Decisions about a user's sockets and closures. Instants are ISO 8601 in UTC, so they compare as text. */

export interface OpenSocket {
  readonly connectionId: string;
  /** Cognito's origin_jti of the session that opened it. */
  readonly origin: string;
  readonly openedAt: string;
  /** The issue of the ticket that opened it: the last instant at which its access token was accepted. */
  readonly issuedAt: string;
}

/** The end of a session's sockets (`origin`), or of all of a user's (`*`). */
export interface Closure {
  readonly origin: string;
  readonly at: string;
}

export interface Sockets {
  readonly open: readonly OpenSocket[];
  readonly closures: readonly Closure[];
}

export const NONE: Sockets = { open: [], closures: [] };
export const ALL = '*';

export const SECOND = 1_000;
/** Milliseconds for which a socket ticket is good. */
export const SOCKET_TICKET_LIFE = 30 * SECOND;
/** API Gateway ends every connection after two hours. */
export const SOCKET_LIFE = 7_200 * SECOND;
/** Milliseconds after which a connection that API Gateway does not know is dead; before, it may not be established yet. */
export const SETTLING = 30 * SECOND;
/** A closed session's access tokens can ask for tickets while they live (15 min); a closure outlasts that by far. */
export const CLOSURE_LIFE = 3_600 * SECOND;
/** The most sockets of one user. A phone that lost its network leaves dead ones behind, so the oldest makes way and not the new one. */
export const MOST_SOCKETS = 20;

export const ago = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();
/** Epoch seconds for DynamoDB's TTL. */
export const ttlOf = (from: string, ms: number): number => Math.ceil((Date.parse(from) + ms) / SECOND);

export const isAlive = ({ openedAt }: Pick<OpenSocket, 'openedAt'>, now: Date): boolean => openedAt > ago(now, SOCKET_LIFE);

/** The sockets and closures that still count. */
export const current = ({ open, closures }: Sockets, now: Date): Sockets => ({
  open: open.filter((socket) => isAlive(socket, now)),
  closures: closures.filter(({ at }) => at > ago(now, CLOSURE_LIFE)),
});

/** Adds a socket. @returns also those that had to make way: the oldest over the most that a user may have */
export function withSocket(sockets: Sockets, socket: OpenSocket, now: Date): { next: Sockets; dropped: readonly OpenSocket[] } {
  const { open, closures } = current(sockets, now);
  const all = [...open, socket].toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : Number(a.openedAt > b.openedAt)));
  const over = Math.max(0, all.length - MOST_SOCKETS);
  return { next: { open: all.slice(over), closures }, dropped: all.slice(0, over) };
}

/**
 * The connections that made way for a new one in a change of a user's sockets; none when no socket was opened. Those that had outlived their
 * two hours are among them.
 */
export function replaced(before: Sockets | null, after: Sockets | null): string[] {
  const idsOf = (sockets: Sockets | null) => sockets?.open.map(({ connectionId }) => connectionId) ?? [];
  const [was, is] = [idsOf(before), idsOf(after)];
  const opened = is.some((id) => !was.includes(id));
  return opened ? was.filter((id) => !is.includes(id)) : [];
}

export function withoutSockets(sockets: Sockets, connectionIds: ReadonlySet<string>, now: Date): Sockets {
  const { open, closures } = current(sockets, now);
  return { open: open.filter(({ connectionId }) => !connectionIds.has(connectionId)), closures };
}

/** Notes a closure; a later one of the same session replaces it. */
export function withClosure(sockets: Sockets, closure: Closure, now: Date): Sockets {
  const { open, closures } = current(sockets, now);
  const same = closures.find(({ origin }) => origin === closure.origin);
  const at = same && same.at > closure.at ? same.at : closure.at;
  return { open, closures: [...closures.filter((other) => other !== same), { origin: closure.origin, at }] };
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

/** True when a closure ended a ticket before it was used. */
export const isClosed = ({ closures }: Sockets, ticket: { readonly origin: string; readonly issuedAt: string }): boolean =>
  closures.some((closure) => closes(closure, ticket.origin, ticket.issuedAt));
