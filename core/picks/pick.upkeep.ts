import { loadMedia, proofHashes } from '#core/media';
import { madePage } from '#core/users';
import { loadEach } from '#data/row-stream';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, gapsIn, type Upkeep } from '#data/upkeep';
import type { PickId, UserId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { analysesOf } from './analysis.store.ts';
import { keptAnalysis } from './analysis-rules.ts';
import { eraseWords } from './erase-words.ts';
import { followingOf, followProof } from './follow-proof.ts';
import { pricesNamed, quoteOf } from './new-pick.ts';
import {
  idsByAuthor,
  legRowsOf,
  legsOf,
  legsPart,
  outcomesOf,
  pickById,
  reviewsOf,
  revisionsOf,
  type StoredOutcome,
  type StoredPick,
  type StoredRevision,
  termsOf,
} from './pick.store.ts';
import { facetsOf, phaseOf } from './pick-facets.ts';

/** Lists picks for the upkeep of everything that follows from one. */
export const pickSubjects: Pick<Upkeep, 'kind' | 'nights' | 'subjects'> = {
  kind: 'pick',
  nights: 7,
  subjects: (cursor) => madePage(idsByAuthor, cursor),
};

/**
 * Compares each pick with its revisions, reviews and outcomes, and the rows that list it under its events. A read and four queries a pick.
 * The repair adds a row that is missing from an event's list, and brings a proof up to date with its upload; a pick that contradicts its
 * facts needs a person.
 */
export const pickUpkeep: Upkeep = {
  ...pickSubjects,
  audit: (pickIds) =>
    auditEach(pickIds, async (pickId) => {
      const pick = await pickById(pickId);
      return pick ? auditPick(pick) : [];
    }),
  repair: async (pickId) => {
    const pick = await pickById(pickId);
    if (!pick) return [];
    for (const { mediaId } of pick.proofs ?? []) if (mediaId !== undefined) await followProof(pickId, mediaId);
    const repaired = (pick.proofs ?? []).length > 0 && (await pickById(pickId))?.proofChanges !== pick.proofChanges;
    const proofs = repaired ? [`proofs of pick ${pickId}`] : [];
    if ((await auditLegs(pick)).length === 0) return proofs;
    await transact({ legs: legsPart(pick) });
    return [...proofs, `legs of pick ${pickId}`];
  },
  erase: async (userId) => {
    for await (const pickId of pickIdsOf(userId)) await eraseWords(pickId);
  },
  export: async (userId) => ({ picks: exportPicks(userId) }),
};

/** Picks of one query. */
const PER_QUERY = 200;

/** The ids of every pick of a person. */
async function* pickIdsOf(userId: UserId): AsyncGenerator<PickId> {
  for (let before: string | null = null; ; ) {
    const ids: PickId[] = await idsByAuthor(userId, before, PER_QUERY);
    yield* ids;
    before = ids.at(-1) ?? null;
    if (ids.length < PER_QUERY) return;
  }
}

/** Every pick of a person with its revisions, whole analyses, outcomes and reviews; a review does not name the admin. */
const exportPicks = (userId: UserId): AsyncGenerator<object> =>
  loadEach(pickIdsOf(userId), async (pickId) => {
    const [pick, revisions, outcomes, reviews] = await Promise.all([
      pickById(pickId),
      revisionsOf(pickId),
      outcomesOf(pickId),
      reviewsOf(pickId),
    ]);
    const analyses = await analysesOf(pickId, revisions);
    return {
      ...pick,
      revisions,
      analyses: [...analyses].map(([revision, text]) => ({ pickId, revision, text })),
      graded: outcomes,
      reviewed: reviews.map(({ by: _, ...review }) => review),
    };
  });

async function auditPick(pick: StoredPick): Promise<Difference[]> {
  const { pickId } = pick;
  const [outcomes, revisions, reviews] = await Promise.all([outcomesOf(pickId), revisionsOf(pickId), reviewsOf(pickId)]);
  const of = `pick ${pickId}`;
  return [
    ...differencesOf(of, pick, { outcomes: outcomes.length, revision: revisions.length, reviews: reviews.length }),
    ...differencesOf(of, pick, { facets: facetsOf(pick), phase: phaseOf(pick) }),
    ...differencesOf(`${of} as revised`, revisions.at(-1), { ...termsOf(pick), at: pick.revisedAt }),
    ...differencesOf(`${of} outcome`, pick.outcome, copyOf(outcomes.at(-1))),
    ...outcomes.flatMap(({ version, previous }, i) => {
      const before = outcomes[i - 1];
      const { result, profit, clv, review, priceCheck, board } = before ?? ({} as Partial<StoredOutcome>);
      const should = { result, profit, clv, review, priceCheck, board };
      return differencesOf(`${of} outcome ${version} previous`, previous, should);
    }),
    ...gapsIn(
      `${of} outcomes`,
      outcomes.map(({ version }) => version),
    ),
    ...gapsIn(
      `${of} revisions`,
      revisions.map(({ revision }) => revision),
    ),
    ...gapsIn(
      `${of} reviews`,
      reviews.map(({ number }) => number),
    ),
    ...(await auditAnalyses(pickId, revisions)),
    ...(await auditLegs(pick)),
    ...(await auditProofs(pick)),
    ...(await auditQuotes(pick)),
  ];
}

/** The whole of each long analysis stands in its row, and begins as its revisions say. */
async function auditAnalyses(pickId: string, revisions: readonly StoredRevision[]): Promise<Difference[]> {
  const analyses = await analysesOf(pickId, revisions);
  return revisions.flatMap(({ revision, analysis, longAnalysis }) =>
    longAnalysis === undefined
      ? []
      : differencesOf(
          `pick ${pickId} revision ${revision}`,
          { analysis, longAnalysis },
          keptAnalysis(analyses.get(longAnalysis), longAnalysis),
        ),
  );
}

/** A pick is listed under each of its events, as its own. */
const auditLegs = async (pick: StoredPick): Promise<Difference[]> =>
  differencesOf(`pick ${pick.pickId}`, { legs: await legsOf(pick) }, { legs: legRowsOf(pick) });

/**
 * Each proof says what its upload says, and the bytes that lie under its lock have its hashes. 1 RRU and 2 reads of S3 for each picture.
 */
async function auditProofs({ pickId, authorId, proofs = [] }: StoredPick): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { mediaId, addedAt, sentSha256, stored, refusal } of proofs) {
    if (mediaId === undefined) continue;
    const of = `proof ${mediaId} of pick ${pickId}`;
    const media = await loadMedia(mediaId);
    const { attachedTo, attachedAt } = media ?? {};
    const should = { attachedTo: pickId, attachedAt: addedAt, sentSha256 };
    found.push(...differencesOf(of, media && { attachedTo, attachedAt, sentSha256: media.sentSha256 }, should));
    if (media) found.push(...differencesOf(of, { stored, refusal }, { stored: null, refusal: null, ...followingOf(media) }));
    // Nobody reads the bytes of a picture that a moderator removed.
    if (!stored || refusal !== undefined) continue;
    const { sha256, jpegSha256, place } = stored;
    const hashes = await proofHashes({ userId: authorId, pickId, place });
    found.push(...differencesOf(`bytes of ${of}`, hashes, { sha256, jpegSha256 }));
  }
  return found;
}

/** Milliseconds that prices take from their poll to the table: a pick of that moment may have been compared without them. */
const WRITING = 60_000;

/** The best quote of each leg follows from the prices of the time. */
async function auditQuotes(pick: StoredPick): Promise<Difference[]> {
  const { pricedAt: acceptedAt, pricePolicy: policyVersion, book, legs } = pick;
  const at = new Date(acceptedAt);
  const prices = await pricesNamed(pick, at, [...new Set(legs.map(({ league }) => league as League))]);
  const knownBefore = new Date(at.getTime() - WRITING).toISOString();
  return legs.flatMap((leg, i) => {
    const quoteAt = (knownAt: string) => quoteOf(leg, book, prices, { acceptedAt, knownAt, policyVersion });
    const wrong = [acceptedAt, knownBefore].map((knownAt) =>
      differencesOf(`pick ${pick.pickId} leg ${i}`, leg, { quoted: quoteAt(knownAt) }),
    );
    return wrong.some(({ length }) => length === 0) ? [] : (wrong[0] ?? []);
  });
}

/** The fields of its newest outcome that a pick repeats. */
function copyOf(outcome: StoredOutcome | undefined) {
  const { result, profit, R, rule, reason, review, legs, reviews, clv, priceCheck, board, settledAt, finalAt, gradedAt } =
    outcome ?? ({} as Partial<StoredOutcome>);
  return { result, profit, R, rule, reason, review, legs, reviews, clv, priceCheck, board, settledAt, finalAt, gradedAt };
}
