import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

/** What a deployment leaves on this machine, so that nobody has to type an address: `.fabula/outputs.<stage>.json`. */
const schema = z.object({
  stage: z.string(),
  stackName: z.string(),
  region: z.string(),
  /** Twelve digits; empty where nobody would say. */
  account: z.string(),
  /** Without a slash at its end. */
  apiUrl: z.url(),
  bucket: z.string(),
  keyParameter: z.string(),
})

export type Outputs = z.infer<typeof schema>

const FOLDER = fileURLToPath(new URL('../../.fabula/', import.meta.url))

const fileOf = (stage: string, folder: string): string => join(folder, `outputs.${stage}.json`)

/** The path of the file. */
export function writeOutputs(outputs: Outputs, folder = FOLDER): string {
  mkdirSync(folder, { recursive: true })
  const file = fileOf(outputs.stage, folder)
  writeFileSync(file, `${JSON.stringify(outputs, undefined, 2)}\n`)
  return file
}

/** Undefined where this clone has not deployed that stage. Throws `ZodError` where the file is not what was written. */
export function readOutputs(stage: string, folder = FOLDER): Outputs | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(fileOf(stage, folder), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The stages that this clone has deployed. */
export function deployedStages(folder = FOLDER): string[] {
  try {
    return readdirSync(folder).flatMap((name) => /^outputs\.([a-z][a-z0-9-]*)\.json$/.exec(name)?.[1] ?? [])
  } catch {
    return []
  }
}

export const forgetOutputs = (stage: string, folder = FOLDER): void => rmSync(fileOf(stage, folder), { force: true })

/** From the outputs of the stack. Throws where the stack is not one of fabula's. */
export function outputsFrom(
  given: Record<string, string>,
  about: Pick<Outputs, 'stage' | 'stackName' | 'region' | 'account'>,
): Outputs {
  const { ApiUrl = '', BucketName, KeyParameter } = given
  const outputs = { ...about, apiUrl: ApiUrl.replace(/\/$/, ''), bucket: BucketName, keyParameter: KeyParameter }
  const parsed = schema.safeParse(outputs)
  if (parsed.success) return parsed.data
  throw new Error(`The stack ${about.stackName} has no outputs ApiUrl, BucketName and KeyParameter`)
}
