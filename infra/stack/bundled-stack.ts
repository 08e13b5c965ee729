import { join } from 'node:path'
import type { App } from 'aws-cdk-lib/core'
import { bundle } from './bundle.ts'
import { parseConfig } from './config.ts'
import { FabulaStack } from './stack.ts'

/** The stack that an app's context asks for, its functions bundled beside the assembly. Throws `ConfigError` before anything is made. */
export async function bundledStack(app: App): Promise<FabulaStack> {
  const config = parseConfig(app.node.tryGetContext('fabula'), app.node.tryGetContext('stage'))
  const bundles = join(app.outdir, 'bundles')
  await bundle(bundles)
  return new FabulaStack(app, config, bundles)
}
