import { App } from 'aws-cdk-lib/core'
import { bundledStack } from './bundled-stack.ts'
import { ConfigError } from './config.ts'
import { checked } from './nag.ts'

// What the cdk command runs: it hands over cdk.json's context, and writes where the command says.
try {
  const app = new App()
  checked(app, await bundledStack(app))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
