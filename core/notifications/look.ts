import type { TellMessage } from './delivery.ts';
import type { NotificationFact } from './group-rules.ts';

/** A fact with its subject. One that does not stand leaves the notifications that have it. */
export interface LookedUp extends NotificationFact {
  readonly subject: string;
  readonly stands: boolean;
}

/** The part of a message that names facts. */
export type Named = Pick<TellMessage, 'userId' | 'kind' | 'facts'> & { readonly subject?: string | undefined };
/** @returns without the facts that are neither to be told nor withdrawn: the user has muted the person, or the thread */
export type Look = (named: Named, now: Date) => Promise<readonly LookedUp[]>;
