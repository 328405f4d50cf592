/** AWS's list prices in us-east-1, in dollars for one, and the day on which they were read. Nothing is deducted that an account gets for free. */
export const PRICED_ON = '2026-11-28';

interface Price {
  readonly usd: number;
  readonly unit: string;
  /** Below https://aws.amazon.com/. */
  readonly source: string;
}

const million = (usd: number): number => usd / 1e6;

export const PRICES = {
  reads: { usd: million(0.125), unit: 'million RRU, on demand', source: 'dynamodb/pricing/on-demand' },
  writes: { usd: million(0.625), unit: 'million WRU, on demand', source: 'dynamodb/pricing/on-demand' },
  storage: { usd: 0.25, unit: 'GB of the table', source: 'dynamodb/pricing/on-demand' },
  backup: { usd: 0.2, unit: 'GB of point-in-time recovery', source: 'dynamodb/pricing/on-demand' },
  invocations: { usd: million(0.2), unit: 'million requests of Lambda', source: 'lambda/pricing' },
  compute: { usd: 0.0000133334, unit: 'GB-second of Lambda on arm64', source: 'lambda/pricing' },
  http: { usd: million(1), unit: 'million requests of an HTTP API', source: 'api-gateway/pricing' },
  socketMessages: { usd: million(1), unit: 'million messages of a WebSocket API', source: 'api-gateway/pricing' },
  socketMinutes: { usd: million(0.25), unit: 'million minutes of connection', source: 'api-gateway/pricing' },
  queues: { usd: million(0.4), unit: 'million requests of SQS', source: 'sqs/pricing' },
  schedules: { usd: million(1), unit: 'million invocations of EventBridge Scheduler', source: 'eventbridge/pricing' },
  mails: { usd: 0.1 / 1_000, unit: 'thousand mails of SES', source: 'ses/pricing' },
  logs: { usd: 0.5, unit: 'GB of logs taken in', source: 'cloudwatch/pricing' },
  keptLogs: { usd: 0.03, unit: 'GB of logs kept for a month', source: 'cloudwatch/pricing' },
  metrics: { usd: 0.3, unit: 'metric of our own, by the hour', source: 'cloudwatch/pricing' },
  alarms: { usd: 0.1, unit: 'metric of an alarm', source: 'cloudwatch/pricing' },
  puts: { usd: 0.005 / 1_000, unit: 'thousand objects written to S3', source: 's3/pricing' },
  gets: { usd: 0.0004 / 1_000, unit: 'thousand objects read from S3 by functions and phones', source: 's3/pricing' },
  objects: { usd: 0.023, unit: 'GB of S3', source: 's3/pricing' },
  scans: { usd: 0.215 / 1_000, unit: 'thousand objects scanned by GuardDuty', source: 'guardduty/pricing' },
  scanned: { usd: 0.09, unit: 'GB scanned by GuardDuty', source: 'guardduty/pricing' },
  traces: { usd: million(5), unit: 'million traces recorded', source: 'xray/pricing' },
  keyCalls: { usd: 0.003 / 1_000, unit: 'thousand requests of KMS', source: 'kms/pricing' },
  keys: { usd: 1, unit: 'key of KMS', source: 'kms/pricing' },
  secrets: { usd: 0.4, unit: 'secret', source: 'secrets-manager/pricing' },
} as const satisfies Readonly<Record<string, Price>>;

export type Item = keyof typeof PRICES;

/** Lines that cost nothing, each with its reason. */
export const FREE: Readonly<Record<string, string>> = {
  'DynamoDB Streams': 'what Lambda reads of a stream is not charged',
  'EventBridge, for SES': 'events of AWS services are not charged',
  Cognito: 'the first 10,000 active users of a month in the tier Essentials cost nothing; each one more is $0.015',
  'S3, for failures': 'it is written when a function gives up only, some $0.000005 each',
  CloudFront:
    'the first TB and the first 10 million requests of a month cost nothing; pictures beside names are some 50 GB, the calls of the HTTP API some 6 million',
  'KMS, for the table, the queues and the secret': "they use AWS's own keys",
  'Transfer out': 'the first 100 GB of a month cost nothing; replies are some 10 GB',
};
