import type { User } from '#actor';
import { findEvents, leagueEvents, nameOf, sidesOf } from '#core/events';
import { DomainError, invalid } from '#errors';
import type { EventId } from '#schemas/common';
import { decideEvent } from './decide-event.ts';
import { MOST_ROWS, type ReadRow, type ResultFormat, type ResultRow, readResultFile } from './result-file.ts';

/** A start in a file may differ from ours by this much. */
const NEAR = 12 * 3_600_000;

export interface ImportedResults {
  /** Rows by what became of them; `refused` ones are left out. */
  readonly recorded: number;
  readonly confirmed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** One line of text for each refused row: `line 3: ...`. */
  readonly problems: string;
}

interface ResultFile {
  readonly format: ResultFormat;
  readonly file: string;
  /** The time at which the admin wrote the file; now if absent. */
  readonly knownAt?: Date;
}

/**
 * Takes the results of a file, each row as a decision of this admin (decideEvent). A row that cannot be read, whose game is not found, or that is
 * implausible is left out and reported by its line; the others are taken. The same file again changes nothing.
 * @throws INVALID_INPUT for more than 500 rows
 */
export async function importResults(actor: User, { format, file, knownAt }: ResultFile, now: Date): Promise<ImportedResults> {
  const rows = readResultFile(format, file);
  if (rows.length > MOST_ROWS) throw invalid('file', `file: at most ${MOST_ROWS} rows.`);
  const done = { recorded: 0, confirmed: 0, unchanged: 0, refused: 0 };
  const problems: string[] = [];
  const seen = new Map<EventId, number>();
  for (const read of rows) {
    const taken = await take(actor, read, { seen, knownAt: knownAt ?? now }, now);
    done[taken.what]++;
    if (taken.what === 'refused') problems.push(`line ${read.line}: ${taken.problem}`);
  }
  return { ...done, problems: problems.join('\n') };
}

type Taken = { readonly what: 'recorded' | 'confirmed' | 'unchanged' } | { readonly what: 'refused'; readonly problem: string };
const refused = (problem: string): Taken => ({ what: 'refused', problem });

interface Import {
  /** The line of each event that the file has decided: a second row of it would undo the first at each import. */
  readonly seen: Map<EventId, number>;
  readonly knownAt: Date;
}

async function take(actor: User, read: ReadRow, { seen, knownAt }: Import, now: Date): Promise<Taken> {
  if ('problem' in read) return refused(read.problem);
  const { game, statement } = read.row;
  try {
    const found = 'eventId' in game ? game.eventId : await eventOf(game);
    if (typeof found !== 'string') return refused(found.problem);
    const before = seen.get(found);
    if (before !== undefined) return refused(`line ${before} states the result of this game already`);
    seen.set(found, read.line);
    const { state, score, reason, ...details } = statement;
    const { happened } = await decideEvent(actor, { eventId: found, state, score, details, reason, knownAt }, now);
    return { what: happened };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.message);
    throw error;
  }
}

type ByNames = Exclude<ResultRow['game'], { readonly eventId: EventId }>;

/** Finds a game by its teams, or its title, near its start. Two queries and a BatchGet. */
async function eventOf(game: ByNames): Promise<EventId | { readonly problem: string }> {
  const [from, to] = [-NEAR, NEAR].map((by) => new Date(Date.parse(game.startsAt) + by).toISOString()) as [string, string];
  const keys = await leagueEvents(game.league, { from, to });
  const events = await findEvents(keys.map(({ eventId }) => eventId));
  const found = [...events.values()].filter((event) => sidesOf(event, game) !== 'other');
  const [event] = found;
  if (!event) return { problem: `no game ${nameOf(game)} within 12 hours of this start` };
  if (found.length > 1) return { problem: 'two games of these names are that near: name the eventId' };
  if (sidesOf(event, game) === 'turned') return { problem: `home and away are turned round: ${event.home} is at home` };
  return event.eventId;
}
