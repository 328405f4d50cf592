import { digest } from '#platform/canonical';

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
    readonly acceptedStart: string;
  }[];
}

/**
 * The question that a pick answers, as 22 characters: its kind, and the event, market, period, unit and player's statistic of each leg. It is the
 * same for either side and every line, and no change of a pick changes it.
 */
export const opinionOf = ({ kind, size, legs }: Asked): string =>
  digest({
    kind,
    size: size ?? null,
    questions: legs
      .map(({ eventId, market, period, subject, stat, lineUnit }) =>
        JSON.stringify([eventId, market, period, subject ?? null, stat ?? null, lineUnit === 'sets']),
      )
      .toSorted(),
  }).slice(0, 22);

/** The event under which a pick is compared with others of its author: the first to start when it was accepted. */
export const firstEventOf = ({ legs }: Pick<Asked, 'legs'>): string =>
  legs
    .map(({ acceptedStart, eventId }) => [acceptedStart, eventId] as const)
    .toSorted(([a, x], [b, y]) => (`${a} ${x}` < `${b} ${y}` ? -1 : 1))[0]?.[1] ?? '';
