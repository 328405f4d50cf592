import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Entries } from '#core/grading';
import { DecideEvent } from '#schemas/admin';
import { EventId, Instant } from '#schemas/common';
import { hasField, LEAGUE_NAMES, type League, sportOf } from '#schemas/sports';
import { readLeaderboard } from './leaderboard.ts';

/**
 * Results from a source of our own, as rows of a file. A row names its game by our id, or by league, teams (or title) and start, and states what an
 * admin would state in `PUT /admin/events/{eventId}/result`. docs/admin.md documents the columns.
 */

/** The most rows of a file. */
export const MOST_ROWS = 500;
/** The most bytes of a file. */
export const MOST_BYTES = 1_000_000;

const Name = z.string().min(1).max(200);
const league = z.enum(LEAGUE_NAMES);
const GameBySides = z
  .strictObject({ league, home: Name, away: Name, startsAt: Instant })
  .transform((game) => ({ ...game, title: null }));
const GameByTitle = z
  .strictObject({ league, title: Name, startsAt: Instant })
  .transform((game) => ({ ...game, home: null, away: null }));
const GameById = z.strictObject({ eventId: EventId });

export interface ResultRow {
  readonly game: z.output<typeof GameById> | z.output<typeof GameBySides> | z.output<typeof GameByTitle>;
  readonly statement: z.output<typeof DecideEvent.body>;
}

/** A row, or why it is left out. Lines count from 1, as an editor shows them. */
export type ReadRow = { readonly line: number } & ({ readonly row: ResultRow } | { readonly problem: string });

const text = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`).join('; ');

/** A row of a field names the title of its event, any other row two sides. */
const byNames = (league: unknown) => {
  const isField = LEAGUE_NAMES.includes(league as League) && hasField(sportOf(league as League));
  return isField ? GameByTitle : GameBySides;
};

const filled = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function rowOf(fields: Readonly<Record<string, unknown>>): { readonly row: ResultRow } | { readonly problem: string } {
  const { eventId, league, home, away, title, startsAt, ...stated } = fields;
  const named = filled({ league, home, away, title, startsAt });
  const game = eventId === undefined ? byNames(league).safeParse(named) : GameById.safeParse({ eventId });
  if (!game.success) return { problem: text(game.error) };
  const statement = DecideEvent.body.safeParse(stated);
  return statement.success ? { row: { game: game.data, statement: statement.data } } : { problem: text(statement.error) };
}

/** One JSON object a line: the game's fields beside those of a statement. Blank lines are skipped. */
function readNdjson(file: string): ReadRow[] {
  return file.split('\n').flatMap((json, i): ReadRow[] => {
    if (json.trim() === '') return [];
    const line = i + 1;
    try {
      const fields: unknown = JSON.parse(json);
      if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) return [{ line, ...rowOf({ ...fields }) }];
    } catch {}
    return [{ line, problem: 'not a JSON object' }];
  });
}

/** Columns of a fact of that name. */
const TEXTS = ['winner', 'advances', 'method', 'endTime', 'venue'] as const;
const NUMBERS = ['holes', 'endRound', 'roundMinutes', 'scheduledRounds', 'innings', 'scheduledInnings', 'bestOf'] as const;
const FLAGGED = ['neutralGround', 'playoff', 'trophy'] as const;
const TALLIES = ['corners', 'yellowCards', 'redCards'] as const;
const COLUMNS = [
  ...[
    'eventId',
    'league',
    'home',
    'away',
    'title',
    'startsAt',
    'leaderboard',
    'state',
    'homeScore',
    'awayScore',
    'periods',
    'minutes',
    'extraTime',
  ],
  ...['homePitcher', 'awayPitcher', ...TEXTS, ...NUMBERS, ...FLAGGED, ...TALLIES],
  ...[
    'actualStart',
    'suspendedAt',
    'resumedAt',
    'suspendedScore',
    'suspendedPeriods',
    'suspendedMinutes',
    'suspendedInnings',
    'reason',
  ],
];
const NUMBER = /^\d{1,4}$/;
/** Text that is no number stays as it is, so that the check of the statement names it. */
const numberOf = (cell: string | undefined) => (cell !== undefined && NUMBER.test(cell) ? Number(cell) : cell);
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

const flagOf = (cell: string) => FLAGS[cell] ?? cell;

/** `7-4` */
function scoreOf(cell: string): unknown {
  const [, home, away] = /^(\d+)-(\d+)$/.exec(cell) ?? [];
  return home === undefined ? cell : { home: numberOf(home), away: numberOf(away) };
}

/** `S1 6-4; S2 7-6`; an inning in which the home side did not bat is `I9 x-2`. */
const periodsOf = (cell: string): unknown[] =>
  cell.split(';').map((part) => {
    const [, period, home, away] = /^(\w+) (\d+|x)-(\d+)$/.exec(part.trim()) ?? [];
    const own = home === 'x' ? { home: 0, unplayed: 'home' } : { home: numberOf(home) };
    return { period: period ?? part.trim(), ...own, away: numberOf(away) };
  });

type Cells = Readonly<Record<string, string | undefined>>;

/** Undefined where the cell is empty. */
const read = (cell: string | undefined, reader: (cell: string) => unknown) => (cell === undefined ? undefined : reader(cell));
const unlessEmpty = (fields: Record<string, unknown>) => (Object.keys(fields).length === 0 ? undefined : fields);
const each = (names: readonly string[], cells: Cells, reader: (cell: string) => unknown) =>
  Object.fromEntries(names.map((name) => [name, read(cells[name], reader)]));

const factsOf = (cells: Cells, entries: Entries | undefined): Record<string, unknown> =>
  filled({
    ...each(TEXTS, cells, (cell) => cell),
    ...each(NUMBERS, cells, numberOf),
    ...each(FLAGGED, cells, flagOf),
    ...each(TALLIES, cells, scoreOf),
    entries,
    pitchers: unlessEmpty(filled({ home: cells.homePitcher, away: cells.awayPitcher })),
  });

const suspensionOf = (cells: Cells): Record<string, unknown> =>
  filled({
    score: read(cells.suspendedScore, scoreOf),
    periods: read(cells.suspendedPeriods, periodsOf),
    minutes: numberOf(cells.suspendedMinutes),
    innings: numberOf(cells.suspendedInnings),
  });

function fieldsOf(cells: Cells, entries: Entries | undefined): Record<string, unknown> {
  const { eventId, league, home, away, title, startsAt, state, homeScore, awayScore, reason } = cells;
  const { actualStart, suspendedAt, resumedAt } = cells;
  const score = filled({ home: numberOf(homeScore), away: numberOf(awayScore) });
  return filled({
    ...{ eventId, league, home, away, title, startsAt, state, actualStart, suspendedAt, resumedAt, reason },
    score: unlessEmpty(score),
    periods: read(cells.periods, periodsOf),
    minutes: numberOf(cells.minutes),
    extraTime: read(cells.extraTime, flagOf),
    atSuspension: unlessEmpty(suspensionOf(cells)),
    facts: unlessEmpty(factsOf(cells, entries)),
  });
}

/** A leaderboard is checked by itself, so that what is wrong with it names its column. */
function rowOfCells(cells: Cells): ReturnType<typeof rowOf> {
  if (cells.leaderboard === undefined) return rowOf(fieldsOf(cells, undefined));
  const board = readLeaderboard(cells.leaderboard);
  return 'entries' in board ? rowOf(fieldsOf(cells, board.entries)) : { problem: `leaderboard: ${board.problem}` };
}

/** The first line of a record, from its text and the number of the last one. */
const firstLine = (last: number, raw: string): number => last + 1 - raw.trim().split('\n').length;

/** A header of column names, then one row a game. An empty cell states nothing. Only a quote that is never closed ends the file early. */
function readCsv(file: string): ReadRow[] {
  const unread: ReadRow[] = [];
  const records = parse(file.replace(/\r\n?/g, '\n'), {
    ...{ info: true, raw: true, trim: true, relax_column_count: true, relax_quotes: true, skip_records_with_empty_values: true },
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (error) unread.push({ line: firstLine(Number(error.lines), String(raw)), problem: 'a quote that is not closed' });
    },
  }) as unknown as readonly {
    readonly record: readonly string[];
    readonly raw: string;
    readonly info: { readonly lines: number };
  }[];
  const [header, ...rows] = records.map(({ record, raw, info }) => ({ line: firstLine(info.lines, raw), cells: record }));
  if (!header) return [unread[0] ?? { line: 1, problem: 'no header' }];
  const names = header.cells;
  const unknown = names.filter((name, i) => !COLUMNS.includes(name) || names.indexOf(name) !== i);
  if (unknown.length > 0) return [{ line: header.line, problem: `unknown or repeated columns: ${unknown.join(', ')}` }];
  const read = rows.map(({ line, cells }): ReadRow => {
    if (cells.length !== names.length) return { line, problem: `${cells.length} cells under ${names.length} columns` };
    const pairs = names.map((name, i) => [name, cells[i] || undefined] as const);
    return { line, ...rowOfCells(Object.fromEntries(pairs)) };
  });
  return [...read, ...unread];
}

const READERS = { csv: readCsv, ndjson: readNdjson } as const;
export const RESULT_FORMATS = Object.keys(READERS) as ['csv', 'ndjson'];
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** The rows of a file in the order of its lines. A byte order mark is skipped. */
export const readResultFile = (format: ResultFormat, file: string): ReadRow[] => READERS[format](file.replace(/^\uFEFF/, ''));
