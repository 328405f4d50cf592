import { canonical } from '#platform/canonical';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import type { Page } from './cursor.ts';

/** The most subjects on one page of a list, so that a page is one batch of messages to the upkeep queue. */
export const SUBJECTS_PER_PAGE = 200;
/** Milliseconds: what changed before has been looked at by an earlier hourly walk, or is by the nightly one. */
export const RECENT = 2 * 3_600_000;
/** Subjects that one audit reads at the same time. */
const AT_ONCE = 5;

/** One field of something derived that does not follow from the facts. */
export interface Difference {
  /** The row or copy, as `pick 0190…` or `stats 0190… 2026-11-23`. */
  readonly of: string;
  readonly field: string;
  readonly is: unknown;
  readonly should: unknown;
}

/** A subject with at least one difference. */
export interface Finding {
  readonly subject: string;
  readonly differences: readonly Difference[];
}

/** Kinds of subject; each subject is the id of one, or the name of a board. */
export type SubjectKind = 'event' | 'pick' | 'post' | 'user' | 'board' | 'case';

/**
 * A domain's upkeep of what it derives. The walker (core/upkeep) lists the subjects page by page, audits them, and repairs those that
 * still differ at a second look. Each method bears repeats.
 */
export interface Upkeep {
  readonly kind: SubjectKind;
  /** Nights in which the nightly walk gets once through the older subjects, which are named by ids; absent for all of them each night. */
  readonly nights?: number;
  /**
   * One page of all subjects, at most SUBJECTS_PER_PAGE, by a query of an index and never a scan.
   * @param cursor null for the first page; the page's own cursor is null on the last one
   */
  subjects(cursor: string | null): Promise<Page<string>>;
  /**
   * The subjects that changed within RECENT, in pages; perhaps only a part of each, under a name of its own, which audit and repair take too.
   * The hourly walk costs what changed, and not what there is. Absent when that walk leaves the domain out.
   */
  recent?(cursor: string | null, now: Date): Promise<Page<string>>;
  /** Compares what is derived with its facts, and writes nothing. Subjects that do not exist have no differences. */
  audit(subjects: readonly string[], now: Date): Promise<Finding[]>;
  /**
   * Corrects what can be corrected without risk, and only on condition that it still is as it was read. Absent: a person has to decide.
   * @returns the names of what was corrected; empty when nothing could be
   */
  repair?(subject: string, now: Date): Promise<string[]>;
  /** Deletes what this domain keeps about a user. A repeat after a stop goes on with what is left. */
  erase?(userId: UserId, now: Date): Promise<void>;
  /**
   * Everything that this domain keeps about a user, as JSON: an object of lists by name. A list that may be long is a stream of rows (an
   * AsyncIterable), so that an export keeps a page of it in memory.
   */
  export?(userId: UserId): Promise<object>;
}

/** Audits each subject by itself, a few at the same time. @returns those with differences */
export async function auditEach(
  subjects: readonly string[],
  audit: (subject: string) => Promise<readonly Difference[]>,
): Promise<Finding[]> {
  const found = await mapConcurrently(subjects, AT_ONCE, async (subject) => ({ subject, differences: await audit(subject) }));
  return found.filter(({ differences }) => differences.length > 0);
}

/** Compares the fields that `should` names; null and absent are the same. */
export const differencesOf = (
  of: string,
  is: object | null | undefined,
  should: Readonly<Record<string, unknown>>,
): Difference[] => {
  const fields = (is ?? {}) as Readonly<Record<string, unknown>>;
  return Object.keys(should)
    .filter((field) => canonical(fields[field] ?? null) !== canonical(should[field] ?? null))
    .map((field) => ({ of, field, is: fields[field] ?? null, should: should[field] ?? null }));
};

/** Reports each gap in rows that count from 1: an appended row is missing. */
export const gapsIn = (of: string, numbers: readonly number[]): Difference[] =>
  numbers.flatMap((number, i) => differencesOf(of, { number }, { number: i + 1 }));
