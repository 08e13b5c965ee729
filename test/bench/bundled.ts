import { join } from 'node:path'
import { bundleHandler, bundlePackages } from '../../infra/stack/bundle.ts'

/** Functions, and the bare handler that each is held against: that with the libraries which it cannot do without. */
export const besides = {
  generate: 'openai-and-aws',
  plan: 'client-s3',
  aggregate: 'client-s3',
  api: 'client-s3',
  refresh: 'client-s3',
} as const

export type Bundled = keyof typeof besides

/** Bundles a function with what it loads on demand. Returns the bytes that a cold start of it reads. */
export function bundledFunction(name: Bundled, outdir: string): number {
  const packages = join(outdir, 'node_modules')
  bundlePackages(packages)
  // The one that loads one of them before it is asked for anything.
  const atStart = name === 'generate' ? bundlePackages(packages, ['liquidjs']) : 0
  return bundleHandler(`functions/${name}/handler.ts`, outdir) + atStart
}

export const bundledBare = (name: string, outdir: string): number => bundleHandler(`test/bench/bare/${name}.ts`, outdir)
