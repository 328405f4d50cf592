import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ConfigurationSet, EmailIdentity, EmailSendingEvent, EventDestination, Identity } from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allowAnywhere, type Binding, type Grant } from './binding.ts';
import { addAlarms } from './impact-alarm.ts';
import { output } from './outputs.ts';
import type { SharedResources } from './shared-resources.ts';

/** The SES identity of the mail domain, whose DKIM records are outputs, and a configuration set that publishes bounces and complaints as events. */
export class MailSender extends Construct {
  readonly #shared: SharedResources;
  readonly #setName: string;

  constructor(scope: Construct, id: string, shared: SharedResources) {
    super(scope, id);
    const { name, mailDomain, dkim } = shared.settings;
    const { dkimRecords } = new EmailIdentity(this, 'Identity', { identity: Identity.domain(mailDomain) });
    const records = dkimRecords.map(({ name, value }, i) => [`dkimRecord${i + 1}`, `${name} CNAME ${value}`] as const);
    if (dkim) output(Stack.of(this), Object.fromEntries(records));
    this.#setName = `youbet-${name}`;
    const set = new ConfigurationSet(this, 'Set', {
      configurationSetName: this.#setName,
      reputationMetrics: true,
      // Holds of ours take the list's place: they expire, and one call releases an address (docs/identity.md).
      disableSuppressionList: true,
    });
    set.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Default', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    this.#shared = shared;
    this.#addAlarms(shared);
  }

  /** The binding of a function that sends from this name at the mail domain, and from no other. */
  sendAs(name: 'codes' | 'notifications'): Binding {
    const { mailDomain, policies } = this.#shared.settings;
    const from = `${name}@${mailDomain}`;
    return {
      environment: { MAIL_FROM: from, MAIL_CONFIGURATION_SET: this.#setName },
      allow: policies.mailOf === '*' ? allowAnywhere('ses:SendEmail') : this.#sendFrom(from),
    };
  }

  /** SES checks the recipient's identity as well as the sender's where the account has verified it, as in the sandbox. */
  #sendFrom(from: string): Grant {
    const arn = (resource: string, resourceName: string) => Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    return {
      actions: ['ses:SendEmail'],
      resources: [arn('identity', '*'), arn('configuration-set', this.#setName)],
      because: 'A recipient is an identity too, where the account has verified it. The condition names the only sender.',
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    };
  }

  /** Sends the bounces and complaints of this environment's mails to a queue. Other environments may share the account. */
  reportTo(queue: IQueue): void {
    const rule = new Rule(this, 'Reports', {
      eventPattern: {
        source: ['aws.ses'],
        detailType: ['Email Bounced', 'Email Complaint Received'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.#setName] } } },
      },
    });
    rule.addTarget(new SqsQueue(queue));
  }

  /** Rates at which SES puts an account under review (https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html). */
  #addAlarms(shared: SharedResources): void {
    const impact =
      'Nobody will get a code by e-mail soon: SES stops accounts whose mails bounce, or are called spam, this often.';
    const reputation = (metricName: string) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': this.#setName },
        statistic: 'Maximum',
        period: Duration.hours(1),
      });
    addAlarms(this, shared.alarms, {
      Bounces: { impact, metric: reputation('Reputation.BounceRate'), threshold: 0.05 },
      Complaints: { impact, metric: reputation('Reputation.ComplaintRate'), threshold: 0.001 },
    });
  }
}
