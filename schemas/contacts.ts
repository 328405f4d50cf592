import * as z from 'zod';
import { Instant, UserId, UserRef } from './common.ts';
import { contract } from './contract.ts';
import { PEOPLE_LIMITS, PeopleQuery, PersonView } from './graph.ts';
import { ContactState } from './users.ts';

const ContactView = z
  .strictObject({
    user: PersonView,
    state: ContactState.meta({ description: '`requested` by you, `received` from the other one.' }),
    since: Instant,
  })
  .meta({ id: 'Contact' });
export type ContactView = z.infer<typeof ContactView>;
/** In these paths the id is the other person's. */
const OtherId = z.strictObject({ id: UserId });

export const ListContacts = contract({
  name: 'ListContacts',
  method: 'GET',
  path: '/api/v1/contacts',
  tag: 'graph',
  summary: 'Your contacts and the requests in both directions, in the order of the other people’s ids.',
  access: 'user',
  query: PeopleQuery,
  replies: { 200: z.array(ContactView) },
  paged: true,
  errors: [],
});

export const RequestContact = contract({
  name: 'RequestContact',
  method: 'POST',
  path: '/api/v1/contacts/request',
  tag: 'graph',
  summary: 'Ask a bettor to be your contact. It accepts where they have asked you. A second call changes nothing.',
  access: 'user',
  body: z.strictObject({ user: UserRef }),
  replies: { 200: ContactView },
  errors: ['NOT_FOUND'],
  limits: PEOPLE_LIMITS,
});

export const AcceptContact = contract({
  name: 'AcceptContact',
  method: 'PUT',
  path: '/api/v1/contacts/{id}/accept',
  tag: 'graph',
  summary: 'Accept the request of this bettor. Only the one who was asked can. A second call changes nothing.',
  access: 'user',
  params: OtherId,
  replies: { 200: ContactView },
  errors: ['NOT_FOUND', 'FORBIDDEN'],
});

export const DeleteContact = contract({
  name: 'DeleteContact',
  method: 'DELETE',
  path: '/api/v1/contacts/{id}',
  tag: 'graph',
  summary: 'End a contact, decline its request or take your own back. A second call changes nothing.',
  access: 'user',
  params: OtherId,
  replies: { 204: 'empty' },
  errors: [],
});
