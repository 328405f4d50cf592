import { digest } from '#platform/canonical';
import { isMarket, MARKETS } from '#schemas/markets';

/** A pick, as far as the question that it answers goes. */
interface Asked {
  readonly kind: string;
  readonly size?: number | undefined;
  readonly legs: readonly {
    readonly eventId: string;
    readonly market: string;
    readonly period: string;
    readonly subject?: string | undefined;
    readonly stat?: string | undefined;
    readonly lineUnit?: string | undefined;
    readonly selection: string;
    readonly opponents?: readonly string[] | undefined;
    readonly acceptedStart: string;
  }[];
}

/**
 * The competitors of a field that a leg's question is about: both of a duel, all of a group, and the one who is to be placed. An outright is
 * one question on the whole field, which one competitor wins.
 */
function rivalsOf({ market, selection, opponents }: Asked['legs'][number]): readonly string[] {
  if (opponents) return [selection, ...opponents].toSorted();
  return isMarket(market) && MARKETS[market].line === 'places' ? [selection] : [];
}

/** The question that a leg answers: the same for either side and every line. */
export function questionOf(leg: Asked['legs'][number]): string {
  const { eventId, market, period, subject, stat, lineUnit } = leg;
  const rivals = rivalsOf(leg);
  const terms = [eventId, market, period, subject ?? null, stat ?? null, lineUnit === 'sets'];
  return JSON.stringify(rivals.length === 0 ? terms : [...terms, rivals]);
}

/**
 * The question that a pick answers, as 22 characters: its kind, and the event, market, period, unit, player's statistic and competitors of
 * each leg. It is the same for either side and every line, and no change of a pick changes it.
 */
export const opinionOf = ({ kind, size, legs }: Asked): string =>
  digest({
    kind,
    size: size ?? null,
    questions: legs.map(questionOf).toSorted(),
  }).slice(0, 22);

/** The event under which a pick is compared with others of its author: the first to start when it was accepted. */
export const firstEventOf = ({ legs }: Pick<Asked, 'legs'>): string =>
  legs
    .map(({ acceptedStart, eventId }) => [acceptedStart, eventId] as const)
    .toSorted(([a, x], [b, y]) => (`${a} ${x}` < `${b} ${y}` ? -1 : 1))[0]?.[1] ?? '';
