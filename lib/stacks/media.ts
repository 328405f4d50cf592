import { ArnFormat, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Bucket, type BucketProps, HttpMethods, ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { type MediaPurpose, PURPOSE_NAMES } from '../../schemas/media.ts';
import { allow, allowAnywhere, type Binding } from '../constructs/binding.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { output } from '../constructs/outputs.ts';
import { PictureEdge, PUBLIC } from '../constructs/picture-edge.ts';
import { privateBucket, tellEventBridge } from '../constructs/private-bucket.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScannedBucket } from '../constructs/scanned-bucket.ts';
import type { Environment } from '../environments.ts';
import type { DataStack } from './data.ts';

type BucketName = 'uploads' | 'pictures' | 'proofs' | 'archive';

/** Calls of S3 on objects, and the one that lists a bucket. */
type ObjectAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'PutObjectTagging' | 'DeleteObjectTagging' | 'ListBucket';

/** The prefixes of the uploads that are scanned: one for all of them, since GuardDuty takes five. */
const prefixesOf = (scans: readonly MediaPurpose[]): string[] =>
  scans.length === PURPOSE_NAMES.length ? ['temp-uploads/'] : scans.map((purpose) => `temp-uploads/${purpose}/`);

/** The buckets of what people upload and of old messages, and the edge from which pictures beside names are served. */
export class MediaStack extends Stack {
  /** The bytes that phones send: nothing is served from it, and it is emptied daily. */
  readonly uploads: Bucket;
  /** The queue in which uploads are scanned and written anew, and in which the objects of a picture follow its row. */
  readonly worker: QueueConsumer;
  readonly #pictures: Bucket;
  readonly #buckets: Readonly<Record<BucketName, { readonly variable: string; readonly of: Bucket }>>;
  readonly #edge: PictureEdge | undefined;
  readonly #settings: Environment;

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { readonly data: DataStack }) {
    const { settings } = data;
    super(scope, id, props);
    this.#settings = settings;
    this.uploads = this.#uploadsBucket();
    this.#pictures = this.#bucket('Pictures', {
      lifecycleRules: [
        // An upload that is attached to something loses this mark.
        { tagFilters: { state: 'waiting' }, expiration: Duration.days(1) },
        // The 30 days count from the move to this prefix.
        { prefix: 'replaced/', expiration: Duration.days(30) },
        // A file that moderators removed is evidence (18 U.S.C. 2258A (h): a year).
        { prefix: 'sealed/', expiration: Duration.days(366) },
      ],
    });
    const proofs = this.#proofsBucket();
    const archive = this.#archiveBucket();
    this.#buckets = {
      uploads: { variable: 'UPLOADS_BUCKET', of: this.uploads },
      pictures: { variable: 'MEDIA_BUCKET', of: this.#pictures },
      proofs: { variable: 'PROOF_BUCKET', of: proofs },
      archive: { variable: 'ARCHIVE_BUCKET', of: archive },
    };
    this.#edge = settings.edge
      ? new PictureEdge(this, 'Edge', { settings: settings.edge, pictures: this.#pictures, proofs })
      : undefined;
    this.worker = this.#worker(data);
    this.#keepSealed(this.worker);
    output(this, {
      uploadsBucket: this.uploads.bucketName,
      mediaBucket: this.#pictures.bucketName,
      proofBucket: proofs.bucketName,
      archiveBucket: archive.bucketName,
      mediaUrl: this.#url,
      storage: JSON.stringify(settings.urls.storage(this.region)),
    });
  }

  #bucket(id: string, props: BucketProps): Bucket {
    const unlogged = 'Every object is written by one function or by one signed address, and the table has a row for it.';
    return privateBucket(this, id, this.#settings, unlogged, props);
  }

  #uploadsBucket(): Bucket {
    const { origins, scanner, scans } = this.#settings;
    const bucket = this.#bucket('Uploads', {
      lifecycleRules: [{ expiration: Duration.days(1) }],
      ...(origins.length > 0 && {
        cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: [...origins], allowedHeaders: ['*'], maxAge: 3_600 }],
      }),
    });
    tellEventBridge(bucket);
    if (scanner === 'guardduty' && scans.length > 0) new ScannedBucket(this, 'Scan', bucket, prefixesOf(scans));
    return bucket;
  }

  /** Nobody but the worker, which shows again what is removed no more, reads what moderators removed. */
  #keepSealed({ handler: { fn } }: QueueConsumer): void {
    this.#pictures.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepSealed',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [this.#pictures.arnForObjects('sealed/*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': fn.role?.roleArn } },
      }),
    );
  }

  /** Nobody changes an object here, whoever asks: see docs/adr. */
  #proofsBucket(): Bucket {
    const bucket = this.#bucket('Proofs', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(this.#settings.proofDays)),
      lifecycleRules: [{ transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) }] }],
    });
    const objects = bucket.arnForObjects('*');
    const deny = (sid: string, actions: string[], conditions?: object) =>
      bucket.addToResourcePolicy(
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions,
          resources: [objects],
          ...(conditions && { conditions: conditions as Record<string, object> }),
        }),
      );
    // Nobody may delete what a moderator removed; nobody is shown it either.
    deny('KeepSealed', ['s3:GetObject', 's3:GetObjectVersion'], { StringEquals: { 's3:ExistingObjectTag/state': 'sealed' } });
    deny('WriteOnce', ['s3:PutObject'], { Null: { 's3:if-none-match': 'true' } });
    deny('KeepVersions', ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention']);
    return bucket;
  }

  /** A deleted object can be brought back for 30 days, less than the table's own backups: an erased word is gone after both. */
  #archiveBucket(): Bucket {
    const noncurrentVersionExpiration = Duration.days(30);
    // S3 moves only objects of 128 KB and more.
    const transitions = [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }];
    const rule = { noncurrentVersionExpiration, expiredObjectDeleteMarker: true, transitions };
    return this.#bucket('Archive', { versioned: true, lifecycleRules: [rule] });
  }

  #worker(data: DataStack): QueueConsumer {
    const { scanner, scans, heic } = data.settings;
    const worker = new QueueConsumer(this, 'worker', data, {
      door: 'queues/process-media',
      impact: 'Uploaded pictures stay as “processing”, and proofs of picks stay unverified.',
      variable: 'MEDIA_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 5,
      // 48 megapixels of AVIF take 1,000 MB, and with 1,769 MB a function has one whole processor.
      memory: 2_048,
      timeout: Duration.minutes(1),
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'UpdateItem']),
        this.storage,
        ...this.uses('uploads', 'GetObject', 'DeleteObject', 'ListBucket'),
        ...this.uses(
          'pictures',
          'GetObject',
          'PutObject',
          'PutObjectTagging',
          'DeleteObjectTagging',
          'DeleteObject',
          'ListBucket',
        ),
        ...this.uses('proofs', 'GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObjectTagging', 'ListBucket'),
        this.#forgets,
        this.#rescans,
        { environment: { SCANNER: scanner, SCANS: scans.join(' '), HEIC: heic ? 'on' : 'off' } },
      ],
    });
    this.#sendEvents(worker, 'Arrivals', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [this.uploads.bucketName] } },
    });
    this.#sendEvents(worker, 'Verdicts', {
      source: ['aws.guardduty'],
      detailType: ['GuardDuty Malware Protection Object Scan Result'],
      detail: { s3ObjectDetails: { bucketName: [this.uploads.bucketName] } },
    });
    addAlarms(this, data.alarms, {
      Unscanned: {
        impact: 'Pictures are refused although nothing is wrong with them: the scan does not answer.',
        metric: counted(data, 'media.unscanned', { period: Duration.hours(1) }),
        threshold: 3,
      },
      Unsigned: {
        impact:
          'Proofs and what was sent to conversations are served by S3 and not by the edge: the key of the edge cannot be read.',
        metric: counted(data, 'media.unsigned', { period: Duration.minutes(15) }),
        threshold: 3,
      },
      Threats: {
        impact: 'Somebody uploads viruses. They reach nobody, but a moderator has to look at the account.',
        metric: counted(data, 'media.threat', { period: Duration.days(1) }),
        threshold: 3,
      },
    });
    return worker;
  }

  #sendEvents({ queue }: QueueConsumer, id: string, eventPattern: EventPattern): void {
    new Rule(this, id, { eventPattern }).addTarget(new SqsQueue(queue));
  }

  /** The address of pictures that everybody may see. */
  get #url(): string {
    if (this.#edge) return `https://${this.#edge.distribution.distributionDomainName}`;
    return `${this.#settings.urls.storage(this.region).url}/${this.#pictures.bucketName}${PUBLIC}`;
  }

  get address(): Binding {
    return { environment: { MEDIA_URL: this.#url } };
  }

  /** The address of S3, for functions that call it or sign addresses. */
  get storage(): Binding {
    return { environment: { STORAGE: JSON.stringify(this.#settings.urls.storage(this.region)) } };
  }

  /** Lets a function sign addresses of the proofs of picks that it shows. */
  get proofs(): Binding[] {
    return [this.storage, this.#signs, ...this.uses('proofs', 'GetObject')];
  }

  /** Lets a function read the key that the edge trusts. */
  get #signs(): Binding {
    if (!this.#edge) return { environment: { EDGE: 'none' } };
    const { keyId, keySecret } = this.#edge;
    const secretArn = this.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${keySecret}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      environment: { EDGE: JSON.stringify({ url: this.#url, keyId, secretId: keySecret }) },
      allow: {
        actions: ['secretsmanager:GetSecretValue'],
        resources: [secretArn],
        because: 'Secrets Manager adds six letters to the name of a secret.',
      },
    };
  }

  /** Calls to objects of a bucket. With HeadObject, a missing one is told from a forbidden one by `s3:ListBucket`. */
  uses(bucket: BucketName, ...actions: readonly ObjectAction[]): Binding[] {
    const { variable, of } = this.#buckets[bucket];
    const objects = actions.filter((action) => action !== 'ListBucket').map((action) => `s3:${action}`);
    return [
      {
        environment: { [variable]: of.bucketName },
        ...(objects.length > 0 && {
          allow: { actions: objects, resources: [of.arnForObjects('*')], because: 'Each object is a resource of its own.' },
        }),
      },
      ...(actions.includes('ListBucket') ? [{ allow: allow(['s3:ListBucket'], of.bucketArn) }] : []),
    ];
  }

  /** Lets a function have the edge forget pictures that were taken off. Where there is no edge, there is nothing to forget. */
  get #forgets(): Binding {
    const distribution = this.#edge?.distribution;
    return {
      environment: { EDGE_ID: distribution?.distributionId ?? 'none' },
      ...(distribution && { allow: allow(['cloudfront:CreateInvalidation'], distribution.distributionArn) }),
    };
  }

  /** Lets the worker have an object scanned once more. */
  get #rescans(): Binding {
    return this.#settings.scanner === 'guardduty' ? { allow: allowAnywhere('guardduty:SendObjectMalwareScan') } : {};
  }
}
