import { proofUrls } from '#core/media';
import type { MediaId } from '#schemas/common';
import type { RefusalReason } from '#schemas/media';
import type { ProofView } from '#schemas/proof-views';
import type { StoredPick, StoredProof } from './pick.store.ts';
import type { VisibleParts } from './pick.visibility.ts';
import { replacements } from './proof-rules.ts';

/** The proofs of a pick, oldest first. Signed addresses are made of those that count; of hidden ones the hashes are shown alone. */
export function proofsView({ pickId, authorId, proofs = [] }: StoredPick, parts: VisibleParts, now: Date): ProofView[] {
  const replaced = replacements(proofs);
  return proofs.map((proof, i) => {
    const { kind, mediaId, alt, url, sentSha256, stored, addedAt, revision, refusal } = proof;
    const isShown = parts.proof && replaced[i] === null;
    return {
      kind,
      state: stateOf(proof),
      reason: (refusal as RefusalReason | undefined) ?? null,
      mediaId: (mediaId as MediaId | undefined) ?? null,
      url: parts.proof ? (url ?? null) : null,
      sentSha256: sentSha256 ?? null,
      sha256: stored?.sha256 ?? null,
      width: stored?.width ?? null,
      height: stored?.height ?? null,
      colour: stored?.colour ?? null,
      alt: parts.proof ? (alt ?? null) : null,
      addedAt,
      revision,
      replacedAt: replaced[i] ?? null,
      urls: stored && isShown && refusal === undefined ? proofUrls({ userId: authorId, pickId, place: stored.place }, now) : null,
    };
  });
}

function stateOf({ kind, stored, refusal }: StoredProof): ProofView['state'] {
  if (refusal !== undefined) return 'refused';
  return kind === 'link' || stored !== undefined ? 'ready' : 'processing';
}
