import * as z from 'zod';
import { DecideEvent } from '#schemas/admin';
import { EventId, Instant } from '#schemas/common';
import { LEAGUE_NAMES } from '#schemas/sports';

/**
 * Results from a source of our own, as rows of a file. A row names its game by our id, or by league, teams and start, and states what an
 * admin would state in `PUT /admin/events/{eventId}/result`. docs/admin.md documents the columns.
 */

/** The most rows of a file. */
export const MOST_ROWS = 500;

const GameByTeams = z.strictObject({
  league: z.enum(LEAGUE_NAMES),
  home: z.string().min(1).max(200),
  away: z.string().min(1).max(200),
  startsAt: Instant,
});
const GameById = z.strictObject({ eventId: EventId });

export interface ResultRow {
  readonly game: z.output<typeof GameById> | z.output<typeof GameByTeams>;
  readonly statement: z.output<typeof DecideEvent.body>;
}

/** A row, or why it is left out. Lines count from 1, as an editor shows them. */
export type ReadRow = { readonly line: number } & ({ readonly row: ResultRow } | { readonly problem: string });

const text = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`).join('; ');

function rowOf(fields: Readonly<Record<string, unknown>>): { readonly row: ResultRow } | { readonly problem: string } {
  const { eventId, league, home, away, startsAt, ...stated } = fields;
  const game = eventId === undefined ? GameByTeams.safeParse({ league, home, away, startsAt }) : GameById.safeParse({ eventId });
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

const COLUMNS = [
  ...['eventId', 'league', 'home', 'away', 'startsAt', 'state', 'homeScore', 'awayScore', 'periods', 'minutes'],
  ...['extraTime', 'winner', 'method', 'endRound', 'endTime', 'reason'],
];
const NUMBER = /^\d{1,4}$/;
/** Text that is no number stays as it is, so that the check of the statement names it. */
const numberOf = (cell: string | undefined) => (cell !== undefined && NUMBER.test(cell) ? Number(cell) : cell);
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** `S1 6-4; S2 7-6` */
const periodsOf = (cell: string): unknown[] =>
  cell.split(';').map((part) => {
    const [, period, home, away] = /^(\w+) (\d+)-(\d+)$/.exec(part.trim()) ?? [];
    return { period: period ?? part.trim(), home: numberOf(home), away: numberOf(away) };
  });

const filled = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function fieldsOf(cells: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const { homeScore, awayScore, periods, minutes, extraTime, winner, method, endRound, endTime, ...same } = cells;
  const score = { home: numberOf(homeScore), away: numberOf(awayScore) };
  const facts = filled({ winner, method, endRound: numberOf(endRound), endTime });
  return filled({
    ...same,
    score: homeScore === undefined && awayScore === undefined ? undefined : score,
    periods: periods === undefined ? undefined : periodsOf(periods),
    minutes: numberOf(minutes),
    extraTime: extraTime === undefined ? undefined : (FLAGS[extraTime] ?? extraTime),
    facts: Object.keys(facts).length === 0 ? undefined : facts,
  });
}

/** Lines of cells by RFC 4180: a quoted cell may have commas, line breaks and doubled quotes. Null: a quote is not closed. */
function cellsOf(file: string): { readonly line: number; readonly cells: readonly string[] }[] | null {
  const rows: { line: number; cells: string[] }[] = [];
  let [cell, cells, quoted, line, from] = ['', [] as string[], false, 1, 1];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one !== '')) rows.push({ line: from, cells });
    [cell, cells] = ['', []];
  };
  for (let i = 0; i < file.length; i++) {
    const letter = file[i] as string;
    if (letter === '\n') line++;
    if (quoted && letter === '"' && file[i + 1] === '"') cell += file[i++];
    else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ',') {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') {
      endRow();
      from = line;
    } else if (letter !== '\r') cell += letter;
  }
  if (quoted) return null;
  endRow();
  return rows;
}

/** A header of column names, then one row a game. An empty cell states nothing. */
function readCsv(file: string): ReadRow[] {
  const [header, ...rows] = cellsOf(file) ?? [];
  if (!header) return [{ line: 1, problem: 'no header, or a quote that is not closed' }];
  const names = header.cells.map((name) => name.trim());
  const unknown = names.filter((name, i) => !COLUMNS.includes(name) || names.indexOf(name) !== i);
  if (unknown.length > 0) return [{ line: header.line, problem: `unknown or repeated columns: ${unknown.join(', ')}` }];
  return rows.map(({ line, cells }): ReadRow => {
    if (cells.length !== names.length) return { line, problem: `${cells.length} cells under ${names.length} columns` };
    const pairs = names.map((name, i) => [name, cells[i]?.trim() || undefined] as const);
    return { line, ...rowOf(fieldsOf(Object.fromEntries(pairs))) };
  });
}

const READERS = { csv: readCsv, ndjson: readNdjson } as const;
export const RESULT_FORMATS = Object.keys(READERS) as ['csv', 'ndjson'];
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** The rows of a file in the order of its lines. A byte order mark is skipped. */
export const readResultFile = (format: ResultFormat, file: string): ReadRow[] => READERS[format](file.replace(/^\uFEFF/, ''));
