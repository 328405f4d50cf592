import type { DataStack } from './data.ts';
import type { FeedStack } from './feed.ts';
import type { GatewayStack } from './gateway.ts';
import type { IdentityStack } from './identity.ts';
import type { MediaStack } from './media.ts';
import type { RealtimeStack } from './realtime.ts';

/** The stacks that every domain's stack may use. A domain's stack uses no other domain's. */
export interface DomainStackProps {
  readonly stackName: string;
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly media: MediaStack;
  readonly gateway: GatewayStack;
  readonly realtime: RealtimeStack;
  readonly feed: FeedStack;
}
