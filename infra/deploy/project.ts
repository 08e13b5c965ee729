import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SSMClient } from '@aws-sdk/client-ssm'
import { contextOfProject, parseConfig, type StackConfig } from '../stack/config.ts'
import type { Asked } from './arguments.ts'

export interface Project {
  config: StackConfig
  stackName: string
  /** Of the CDK's own resources in the account. */
  qualifier: string
  /** Absent: nobody said. */
  region: string | undefined
}

/** What is to be deployed, and where. Sets the profile for all that follows. Throws `ConfigError`. */
export async function projectOf({ stage, profile }: Asked): Promise<Project> {
  const context = contextOfProject()
  const config = parseConfig(context['fabula'], stage)
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile
  const region = await regionOf()
  // The CDK and the SDK look for it in different places: both are told the same.
  if (region !== undefined) process.env['AWS_REGION'] = region
  return {
    config,
    stackName: `fabula-${config.stage}`,
    qualifier: String(context['@aws-cdk/core:bootstrapQualifier'] ?? 'hnb659fds'),
    region,
  }
}

async function regionOf(): Promise<string | undefined> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  if (AWS_REGION || AWS_DEFAULT_REGION) return AWS_REGION || AWS_DEFAULT_REGION
  return new SSMClient({}).config.region().catch(() => undefined)
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Runs the CDK's own command in this terminal. Its exit code. */
export async function cdk(...args: string[]): Promise<number> {
  const command = createRequire(import.meta.url)
    .resolve('aws-cdk/package.json')
    .replace('package.json', 'bin/cdk')
  const child = spawn(process.execPath, [command, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    // cdk.json says "node": the same as runs this.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

/** The CDK's arguments that pick the stack. */
export const picking = ({ config, stackName }: Project): string[] => [stackName, '--context', `stage=${config.stage}`]
