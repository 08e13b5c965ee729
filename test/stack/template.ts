import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesize } from '../../infra/stack/synthesize.ts'

// biome-ignore lint/suspicious/noExplicitAny: what CloudFormation takes has no type here, and a wrong path fails the test
export type Loose = any

export interface Resource {
  Type: string
  Properties: Record<string, Loose>
  DeletionPolicy?: string
}

export interface Template {
  Resources: Record<string, Resource>
  Outputs: Record<string, { Value: unknown }>
}

export const config = {
  stage: 'test',
  concurrency: 40,
  memoryMb: 256,
  baseUrl: 'https://models.example/v1',
  runBudgetUsd: 10,
  monthlyLimitUsd: 200,
  alarmEmail: 'data@example.com',
  tags: { team: 'stories' },
  refreshes: [
    {
      name: 'nightly',
      recipe: 'tinystories',
      count: 1_000,
      schedule: 'cron(0 3 * * ? *)',
      timeZone: 'Europe/Vienna',
      budgetUsd: 5,
    },
  ],
}

/** The template of a configuration, synthesized as `cdk synth` does it. */
export async function templateOf(fabula: unknown): Promise<Template> {
  const outdir = mkdtempSync(join(tmpdir(), 'fabula-stack-'))
  try {
    return (await synthesize({ outdir, context: { fabula } })).stacks[0]!.template
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

/** A reader of what a template holds. */
export const reading = ({ Resources }: Template) => {
  const all = (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type)
  const one = (type: string, idPart: string): { id: string; properties: Record<string, Loose> } => {
    const found = all(type).filter(([id]) => id.startsWith(idPart))
    if (found.length !== 1) throw new Error(`${found.length} of ${type} have an id that starts with ${idPart}`)
    return { id: found[0]![0], properties: found[0]![1].Properties }
  }
  return { all: (type: string) => all(type).map(([id, { Properties }]) => ({ id, properties: Properties })), one }
}
