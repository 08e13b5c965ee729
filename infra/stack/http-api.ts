import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi as Api, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CfnOutput, Names, RemovalPolicy } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { operations } from '../../functions/api/contract.ts'

/** The way in over HTTP: every request is signed by an IAM identity of the account (SigV4). */
export class HttpApi extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { handler, logRetention }: { handler: IFunction; logRetention: RetentionDays },
  ) {
    super(scope, id)
    const api = new Api(this, 'Api', {
      apiName: Names.uniqueResourceName(this, { maxLength: 64 }),
      description: 'fabula: runs and their datasets',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    })
    const integration = new HttpLambdaIntegration('Function', handler)
    for (const { method, path } of Object.values(operations)) {
      api.addRoutes({ methods: [HttpMethod[method]], path, integration })
    }

    const log = new LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // A person or a script at a time: the work itself goes through the queues.
      throttle: { rateLimit: 20, burstLimit: 40 },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(accessLog) },
    })
    new CfnOutput(this, 'ApiUrl', { value: stage.url }).overrideLogicalId('ApiUrl')
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
const accessLog = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  ms: '$context.responseLatency',
  caller: '$context.identity.caller',
  error: '$context.error.message',
  integration: '$context.integrationErrorMessage',
})
