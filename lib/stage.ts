import { Annotations, type IPolicyValidationPlugin, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import { fileOf } from './configuration.ts';
import type { Environment } from './environments.ts';
import { AccountsStack } from './stacks/accounts.ts';
import { BettingStack } from './stacks/betting.ts';
import { ContentStack } from './stacks/content.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { FeedStack } from './stacks/feed.ts';
import { GatewayStack } from './stacks/gateway.ts';
import { GraphStack } from './stacks/graph.ts';
import { IdentityStack } from './stacks/identity.ts';
import { LinksStack } from './stacks/links.ts';
import { MediaStack } from './stacks/media.ts';
import { MessagingStack } from './stacks/messaging.ts';
import { ModerationStack } from './stacks/moderation.ts';
import { NotificationsStack } from './stacks/notifications.ts';
import { PrivacyStack } from './stacks/privacy.ts';
import { RealtimeStack } from './stacks/realtime.ts';
import { SportsDataStack } from './stacks/sports-data.ts';
import { StatsStack } from './stacks/stats.ts';
import { UpkeepStack } from './stacks/upkeep.ts';

/** The stacks of the domains by name. A new domain is one file in stacks/ and one row here. */
const DOMAIN_STACKS = {
  accounts: AccountsStack,
  graph: GraphStack,
  betting: BettingStack,
  content: ContentStack,
  messaging: MessagingStack,
  moderation: ModerationStack,
  links: LinksStack,
  'sports-data': SportsDataStack,
  stats: StatsStack,
  notifications: NotificationsStack,
  privacy: PrivacyStack,
  upkeep: UpkeepStack,
};

/** One environment. Each shared stack may use the shared stacks above it; a domain's stack may use all of them and no other domain's. */
export class YouBet extends Stage {
  constructor(scope: Construct, settings: Environment) {
    const { name, account, region, missing } = settings;
    super(scope, name, { env: { ...(account && { account }), ...(region && { region }) } });
    if (settings.nagged) Validations.of(this).addPlugins(checksOf(this));
    const named = (stack: string) => ({ stackName: `youbet-${name}-${stack}` });
    const data = new DataStack(this, 'data', { ...named('data'), settings });
    const identity = new IdentityStack(this, 'identity', { ...named('identity'), data });
    const media = new MediaStack(this, 'media', { ...named('media'), data });
    const gateway = new GatewayStack(this, 'gateway', { ...named('gateway'), data, identity, media });
    const realtime = new RealtimeStack(this, 'realtime', { ...named('realtime'), data, identity, media, gateway });
    const feed = new FeedStack(this, 'feed', { ...named('feed'), data, media, gateway, realtime });
    const edge = new EdgeStack(this, 'edge', { ...named('edge'), data, gateway });
    edge.addStackDependency(realtime);
    edge.addStackDependency(feed);
    for (const [domain, DomainStack] of Object.entries(DOMAIN_STACKS))
      edge.addStackDependency(
        new DomainStack(this, domain, { ...named(domain), data, identity, media, gateway, realtime, feed }),
      );
    for (const stack of this.node.children.filter(Stack.isStack)) {
      stack.terminationProtection = settings.protected;
      // CloudFormation puts a stack's tags on its resources, by which a bill is told apart.
      const tags = { application: 'youbet', environment: name, stack: stack.node.id };
      for (const [key, value] of Object.entries(tags)) stack.tags.setTag(key, value);
      // The CLI refuses to deploy a stack with an error, and deploys the other environments.
      if (missing.length > 0) Annotations.of(stack).addError(`${fileOf(name)} lacks ${missing.join(', ')} (docs/deploying.md).`);
    }
  }
}

/** cdk-nag on one stage. By default it checks all stages, including the local one, to which some rules do not apply. */
function checksOf(stage: Stage): IPolicyValidationPlugin {
  const checks = new AwsSolutionsChecks(stage);
  return { name: checks.name, validate: () => checks.validateScope(stage) };
}
