import type { LocalValues } from './intrinsic.ts'

export const ACCOUNT = '000000000000'

export interface Place {
  region: string
  /** Where the emulator listens. */
  emulatorUrl: string
}

// Names on this machine are the logical ids, which are unique and need no resolving.
export const bucketName = (id: string): string => id.toLowerCase()
export const queueUrl = (id: string, { emulatorUrl }: Place): string => `${emulatorUrl}/${ACCOUNT}/${id}`
export const queueArn = (id: string, { region }: Place): string => `arn:aws:sqs:${region}:${ACCOUNT}:${id}`
export const functionArn = (id: string, { region }: Place): string =>
  `arn:aws:lambda:${region}:${ACCOUNT}:function:${id}`

/** What the intrinsic functions of the template give here. */
export function localValues(place: Place): LocalValues {
  return {
    pseudo: {
      'AWS::Region': place.region,
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'fabula',
    },
    ref: (id, { Type }) => {
      if (Type === 'AWS::SQS::Queue') return queueUrl(id, place)
      if (Type === 'AWS::S3::Bucket') return bucketName(id)
      return id
    },
    attribute: (id, { Type }, name) => {
      if (Type === 'AWS::SQS::Queue')
        return { Arn: queueArn(id, place), QueueName: id, QueueUrl: queueUrl(id, place) }[name]
      if (Type === 'AWS::S3::Bucket') return { Arn: `arn:aws:s3:::${bucketName(id)}` }[name]
      if (Type === 'AWS::Lambda::Function') return { Arn: functionArn(id, place) }[name]
      if (name === 'Arn') return `arn:aws:local:${place.region}:${ACCOUNT}:${id}`
      return undefined
    },
  }
}
