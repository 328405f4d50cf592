import type { PublicLeg, PublicPick } from '#core/picks';
import { LEAGUES } from '#schemas/leagues';
import { isMarket, MARKETS } from '#schemas/markets';

const KINDS: Readonly<Record<string, string>> = {
  single: 'Single',
  parlay: 'Parlay',
  round_robin: 'Round robin',
  teaser: 'Teaser',
};

const leagueTitle = (league: string): string =>
  (LEAGUES as Readonly<Record<string, { readonly title: string }>>)[league]?.title ?? league;
const spaced = (name: string): string => name.replaceAll('_', ' ');
const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** The heading of a pick: `NFL · Single`, `NFL, NBA · Parlay of 3`. */
export function titleOf({ kind, legs }: Pick<PublicPick, 'kind' | 'legs'>): string {
  const leagues = [...new Set(legs.map(({ league }) => leagueTitle(league)))];
  const kindText = KINDS[kind] ?? capital(spaced(kind));
  const shown = leagues.length > 3 ? `${leagues.length} leagues` : leagues.join(', ');
  return `${shown} · ${legs.length > 1 ? `${kindText} of ${legs.length}` : kindText}`;
}

/** A leg without its price: `Kansas City Chiefs -3.5 · spread`, and its game. */
export function wordsOfLeg(leg: PublicLeg): { readonly what: string; readonly game: string } {
  const { market, period, line, subject, stat, opponents } = leg;
  const isPlaced = line !== null && isMarket(market) && MARKETS[market].line === 'places';
  const selection = [
    ...[subject, sideOf(leg), line === null || isPlaced ? null : lineText(market, line), stat && spaced(stat)],
    opponents.length > 0 ? `over ${opponents.join(', ')}` : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
  const about = isPlaced ? `top ${line}` : `${spaced(market)}${period === 'game' ? '' : ` ${period}`}`;
  return { what: `${selection} · ${about}`, game: leg.title ?? `${leg.away} at ${leg.home}` };
}

/** The picked side by its name: `home_draw` is `Bills or draw`. */
const sideOf = ({ selection, home, away, title }: PublicLeg): string => {
  // A competitor is picked by name.
  if (title !== null) return selection;
  const names: Readonly<Record<string, string>> = { home, away };
  if (Object.hasOwn(names, selection)) return names[selection] ?? '';
  if (!/^(home|away|draw)_/.test(selection)) return capital(spaced(selection));
  return selection
    .split('_')
    .map((part) => (Object.hasOwn(names, part) ? names[part] : part))
    .join(' / ');
};

const SIGNED: ReadonlySet<string> = new Set(['spread', 'handicap']);
const lineText = (market: string, line: string): string => (SIGNED.has(market) && !line.startsWith('-') ? `+${line}` : line);
