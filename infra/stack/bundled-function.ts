import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  type RecursiveLoop,
  Runtime,
} from 'aws-cdk-lib/aws-lambda'
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
  /** Where it runs; absent: in no network of the account. */
  network?: { subnetIds: string[]; securityGroupIds: string[] }
}

/** A function of the house, on Node 24 and ARM, with a log of its own. */
export class BundledFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    const { folder, description, timeout, memoryMb, logRetention, environment, recursiveLoop, network } = props
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
      environment,
      logGroup,
      role,
    })
    if (network !== undefined) this.#attachTo(network, role)
  }

  /**
   * The subnets say which network it is, which the CDK's own way would have to be told as well. Lambda makes the interfaces
   * by the function's role, before the function runs and not in it: its code is denied what the role is allowed
   * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions).
   */
  #attachTo(network: { subnetIds: string[]; securityGroupIds: string[] }, role: Role): void {
    const lambda = this.node.defaultChild as CfnFunction
    lambda.vpcConfig = network
    const interfaces = new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] })
    role.addToPolicy(interfaces)
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions: NETWORK_ACTIONS,
        resources: ['*'],
        conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      }),
    )
    lambda.node.addDependency(role)
  }
}

const NETWORK_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]
