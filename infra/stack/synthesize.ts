import { App } from 'aws-cdk-lib/core'
import type { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { bundledStack } from './bundled-stack.ts'
import { contextOfProject } from './config.ts'

export interface SynthesizeOptions {
  /** Where the assembly is written. */
  outdir: string
  /** In place of what cdk.json says, key by key; `fabula` is the configuration of the stack, `stage` the stage of it. */
  context?: Record<string, unknown>
}

/**
 * Makes the template and the bundles in this very process, without credentials or network, and unchecked: `cdk synth` is
 * what holds them to CloudFormation's schemas and to cdk-nag. Throws `ConfigError`.
 */
export async function synthesize({ outdir, context = {} }: SynthesizeOptions): Promise<CloudAssembly> {
  const app = new App({
    outdir,
    context: { ...contextOfProject(), ...context },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  })
  await bundledStack(app)
  return app.synth()
}
