import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, type RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'

export interface BundledFunctionProps {
  /** With `index.mjs` in it. */
  folder: string
  description: string
  timeout: Duration
  memoryMb: number
  logRetention: RetentionDays
  environment: Record<string, string>
  recursiveLoop?: RecursiveLoop
}

/** A function of the house, on Node 24 and ARM, with a log of its own. */
export class BundledFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    const { folder, description, timeout, memoryMb, logRetention, environment, recursiveLoop } = props
    const logGroup = new LogGroup(scope, `${id}Log`, { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY })
    // In place of the managed policy of Lambda, which lets a function write to every log of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    logGroup.grantWrite(role)
    super(scope, id, {
      description,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize: memoryMb,
      ...(recursiveLoop === undefined ? {} : { recursiveLoop }),
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup,
      role,
    })
  }
}
