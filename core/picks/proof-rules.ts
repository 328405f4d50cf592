import type { MediaId } from '#schemas/common';
import type { StoredProof } from './pick.store.ts';

/** A proof that is to be added: an upload, or the address of a link. */
export type NewProof = { readonly mediaId: MediaId; readonly alt?: string | undefined } | { readonly url: string };

/** The instants at which proofs were replaced, in their order: by the next one of the same kind that was not refused. */
export const replacements = (proofs: readonly StoredProof[]): (string | null)[] =>
  proofs.map(
    ({ kind }, i) => proofs.slice(i + 1).find((next) => next.kind === kind && next.refusal === undefined)?.addedAt ?? null,
  );

/**
 * True with a picture that is ready and was neither replaced nor removed. Each was here before the lock: a proof is added by a write that
 * checks it.
 */
export function isVerified(proofs: readonly StoredProof[] = []): boolean {
  const replaced = replacements(proofs);
  return proofs.some(
    ({ kind, stored, refusal }, i) => kind === 'picture' && stored !== undefined && refusal === undefined && replaced[i] === null,
  );
}

/** True when the newest proof of its kind is this one already. */
export function isAdded(proofs: readonly StoredProof[] = [], proof: NewProof): boolean {
  if ('mediaId' in proof) return proofs.some(({ mediaId }) => mediaId === proof.mediaId);
  return proofs.findLast(({ kind }) => kind === 'link')?.url === proof.url;
}
