import { expect, it } from 'vitest';
import { EventClaimEntity } from './event-claim.entity.ts';
import { EventDecisionEntity } from './event-decision.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';

it('decisions and claims keep their keys', () => {
  expect({
    decisions: EventDecisionEntity.query.primary({ eventId }).params(),
    decision: EventDecisionEntity.get({ eventId, number: 2 }).params(),
    claims: EventClaimEntity.query.primary({ eventId }).params(),
    claim: EventClaimEntity.get({ eventId, number: 2 }).params(),
  }).toMatchSnapshot();
});
