import { join } from 'node:path'
import { App } from 'aws-cdk-lib/core'
import { bundle } from './bundle.ts'
import { ConfigError, parseConfig } from './config.ts'
import { checked } from './nag.ts'
import { FabulaStack } from './stack.ts'

// What the cdk command runs: it hands over cdk.json's context, and writes where the command says.
try {
  const app = new App()
  const config = parseConfig(app.node.tryGetContext('fabula'), app.node.tryGetContext('stage'))
  const bundles = join(app.outdir, 'bundles')
  await bundle(bundles)
  const stack = new FabulaStack(app, config, bundles)
  checked(app, stack)
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
