import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'

/** Patterns of keys, such as `runs/*`. */
export interface Access {
  read?: string[]
  write?: string[]
  delete?: string[]
  list?: string[]
}

/** The one bucket: runs as they are made, and the datasets that came of them. */
export class Storage extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { runRetention }: { runRetention: Duration }) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Not versioned: a published dataset has a key of its own for each version, and every other object is moved by
      // compare-and-swap, so that old versions would be paid storage of claims that nobody reads.
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'what-runs-kept', prefix: 'runs/', expiration: runRetention },
        { id: 'what-was-asked-once', prefix: 'requests/', expiration: runRetention },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    })
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucketName }).overrideLogicalId('BucketName')
  }

  /** Rights on keys of these patterns and no others. PUT with If-Match needs the right to read as well. */
  allow(who: IGrantable, { read = [], write = [], delete: remove = [], list = [] }: Access): void {
    const objects = (patterns: string[]) => patterns.map((pattern) => this.bucket.arnForObjects(pattern))
    const statements = [
      { actions: ['s3:GetObject'], resources: objects(read) },
      { actions: ['s3:PutObject'], resources: objects(write) },
      { actions: ['s3:DeleteObject'], resources: objects(remove) },
      ...(list.length === 0
        ? []
        : [
            {
              actions: ['s3:ListBucket'],
              resources: [this.bucket.bucketArn],
              conditions: { StringLike: { 's3:prefix': list } },
            },
          ]),
    ]
    for (const statement of statements)
      if (statement.resources.length > 0) who.grantPrincipal.addToPrincipalPolicy(new PolicyStatement(statement))
  }
}
