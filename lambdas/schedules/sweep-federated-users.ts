import { sweepFederatedUsers } from '#core/identity';
import { job, NoInput } from '../middleware/job.ts';

/** Every hour: the users that Cognito made of its own, and whose people have not registered within a day. */
export const handler = job('sweep-federated-users', NoInput, (actor, _, now) => sweepFederatedUsers(actor, now));
