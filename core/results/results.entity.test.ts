import { expect, it } from 'vitest';
import { eventClaimEntity } from './event-claim.entity.ts';
import { eventDecisionEntity } from './event-decision.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';

it('decisions and claims keep their keys', () => {
  expect({
    decisions: eventDecisionEntity().query.primary({ eventId }).params(),
    decision: eventDecisionEntity().get({ eventId, number: 2 }).params(),
    claims: eventClaimEntity().query.primary({ eventId }).params(),
    claim: eventClaimEntity().get({ eventId, number: 2 }).params(),
  }).toMatchSnapshot();
});
