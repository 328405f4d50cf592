import { invalid } from '#errors';
import { hasLink } from '#platform/links';
import type { WhoCan } from '#schemas/users';
import type { UnplacedMessage } from '../log/append-message.ts';

/** `open`: a message goes to the conversation; `asks`: it is a request, which the other one accepts or declines. */
type Consent = 'open' | 'asks' | 'refused';

/** The consent to a first message. @param setting of the person whom it is to */
export function consentTo(setting: WhoCan = 'everyone', isContact: boolean): Consent {
  if (setting === 'nobody') return 'refused';
  if (isContact) return 'open';
  return setting === 'everyone' ? 'asks' : 'refused';
}

/** True where somebody may be added to a group. @param setting of the person who is added */
export const mayBeAdded = (setting: WhoCan = 'contacts', isContact: boolean): boolean =>
  setting === 'everyone' || (setting === 'contacts' && isContact);

/** Characters of a request, as a reader counts them. */
const MOST_IN_REQUEST = 500;

/** @throws INVALID_INPUT for a message that is too much for a request */
export function assertRequest({ type, text = '', mentions }: Pick<UnplacedMessage, 'type' | 'text' | 'mentions'>): void {
  if (type !== 'text') throw invalid('type', 'A request to talk is a text.');
  let characters = 0;
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text))
    if (++characters > MOST_IN_REQUEST) throw invalid('text', `A request to talk has at most ${MOST_IN_REQUEST} characters.`);
  if (mentions) throw invalid('mentions', 'A request to talk mentions nobody.');
  if (hasLink(text)) throw invalid('text', 'A request to talk has no links.');
}
