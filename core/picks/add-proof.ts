import type * as z from 'zod';
import type { User } from '#actor';
import { type EventFacts, findEvents, unlockedPart } from '#core/events';
import { assertAttachable, attachedPart, loadMedia, sealProof } from '#core/media';
import { transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import type { MediaId, PickId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import { MOST_PROOFS } from '#schemas/proof-views';
import type { AddProof } from '#schemas/proofs';
import { eventsOf, pickById, proofsPart, type StoredPick, type StoredProof } from './pick.store.ts';
import { assertTakesPicks, pickLocked } from './pick-rules.ts';
import { isAdded, type NewProof } from './proof-rules.ts';
import { noSuchPick, showPick } from './show-pick.ts';

/**
 * Adds a picture or a link to the proofs of the actor's own pick, before the first of its events starts. A repeat changes nothing. The bytes
 * of a ready picture are under their lock before the write that says so, with the condition that nothing has started; those of one that is
 * still processed follow, since the hash of what arrived is known. 3 RRU, some 12 WRU; of a ready picture 5 reads and 5 writes of S3 too.
 * @throws NOT_FOUND for a pick or an upload that is not the actor's; CONFLICT for a pick that is withdrawn, and an upload that is not ready
 * or hangs on another pick; PICK_LOCKED; LIMIT_REACHED
 */
export async function addProof(actor: User, pickId: PickId, body: z.output<typeof AddProof.body>, now: Date): Promise<PickView> {
  const proof = namedIn(body);
  const pick = await pickById(pickId);
  if (pick?.authorId !== actor.userId) throw noSuchPick();
  if (isAdded(pick.proofs, proof)) return showPick(actor, pick, now);
  await assertTakesProofs(pick, now);
  const { entry, media } = 'url' in proof ? linkOf(pick, proof.url, now) : await pictureOf(actor, pick, proof, now);
  const proofs = [...(pick.proofs ?? []), entry];
  const refused = await transact({
    lock: unlockedPart(eventsOf(pick), pick.placedAt, now),
    pick: proofsPart(pick, proofs, true),
    media,
  });
  if (refused.has('lock')) throw pickLocked();
  // Another proof, a withdrawal or the end of the processing came first. None of them comes back, so this ends.
  if (refused.size > 0) return addProof(actor, pickId, body, now);
  return showPick(actor, { ...pick, proofs }, now);
}

function namedIn({ mediaId, alt, url }: z.output<typeof AddProof.body>): NewProof {
  if (url !== undefined) return { url: new URL(url).href };
  if (mediaId === undefined) throw invalid('mediaId', 'name either an upload or a link');
  return { mediaId, alt };
}

async function assertTakesProofs(pick: StoredPick, now: Date): Promise<void> {
  if (pick.withdrawnAt !== undefined) throw new DomainError('CONFLICT', 'This pick was withdrawn.', { field: 'pickId' });
  // A leg of a ticket can be decided before any start.
  if (pick.outcome !== undefined) throw pickLocked();
  const events: ReadonlyMap<string, EventFacts> = await findEvents(eventsOf(pick), { consistent: true });
  assertTakesPicks(events.values(), now);
  if ((pick.proofs ?? []).length >= MOST_PROOFS)
    throw new DomainError('LIMIT_REACHED', `A pick has at most ${MOST_PROOFS} proofs, with those that were replaced.`);
}

const linkOf = ({ revision }: StoredPick, url: string, now: Date) => ({
  entry: { kind: 'link', url, addedAt: now.toISOString(), revision } as StoredProof,
  media: null,
});

async function pictureOf(
  actor: User,
  { pickId, revision }: StoredPick,
  { mediaId, alt }: Extract<NewProof, { mediaId: MediaId }>,
  now: Date,
) {
  const media = await loadMedia(mediaId);
  assertAttachable(media, actor.userId, { purpose: 'proof', early: true }, now);
  if (media.attachedTo !== undefined)
    throw new DomainError('CONFLICT', 'This upload proves another pick already.', { field: 'mediaId' });
  const { stored, sentSha256 } = media;
  const sealed = media.state === 'ready' ? await sealProof(media, pickId) : null;
  const entry: StoredProof = {
    kind: 'picture',
    mediaId,
    ...(alt !== undefined && { alt }),
    sentSha256,
    addedAt: now.toISOString(),
    revision,
    ...(sealed && stored && { stored: { ...stored, jpegSha256: stored.jpegSha256 ?? '', ...sealed } }),
  };
  return { entry, media: attachedPart(media, pickId, now, { sealed, alt }) };
}
