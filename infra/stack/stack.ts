import { CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { StackConfig } from './config.ts'
import { Functions } from './functions.ts'
import { HttpApi } from './http-api.ts'
import { Schedules } from './schedules.ts'
import { Storage } from './storage.ts'
import { Watching } from './watching.ts'

/** All of fabula in an account. It names no account and no region: they are those of the credentials it is deployed with. */
export class FabulaStack extends Stack {
  readonly config: StackConfig
  readonly storage: Storage
  readonly functions: Functions

  /** `bundles`: the folder with the functions' bundles (`bundle.ts`). */
  constructor(scope: Construct, config: StackConfig, bundles: string) {
    super(scope, `fabula-${config.stage}`, { description: 'fabula: synthetic text datasets for small models' })
    this.config = config
    this.storage = new Storage(this, 'Storage', { runRetention: Duration.days(config.runRetentionDays) })
    this.functions = new Functions(this, 'Functions', { config, storage: this.storage, bundles })
    const { api, refresh, plan } = this.functions
    new HttpApi(this, 'HttpApi', { handler: api, logRetention: config.logRetentionDays })
    const schedules = new Schedules(this, 'Schedules', { refreshes: config.refreshes, refresh, plan })
    new Watching(this, 'Watching', { config, functions: this.functions, schedules })
    new CfnOutput(this, 'KeyParameter', { value: config.keyParameter })
    for (const [key, value] of Object.entries(config.tags)) Tags.of(this).add(key, value)
  }
}
