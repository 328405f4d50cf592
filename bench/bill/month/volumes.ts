/** The numbers that the month is made of. */

export const USERS = 10_000;
export const DAYS = 30;
export const MINUTES = DAYS * 24 * 60;
/** A user opens the app twice on each of twelve days. */
export const SESSIONS = USERS * 12 * 2;
export const SESSION_MINUTES = 6;
/** One in two sessions posts a pick. */
export const PICKS = SESSIONS / 2;
export const TICKETS = 0.1 * PICKS;
export const ON_PLAYERS = 0.1 * PICKS;
export const SINGLES = PICKS - TICKETS - ON_PLAYERS;
/** Pages of picks, fifty to each: thirty-five on the average, since the last one of each shard is seldom full. */
export const PAGES = PICKS / 35;
export const GAMES = 112;
/** A user whose session is on when news comes has a socket. */
export const LISTENING = 0.1;
