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
export async function bundledFunction(name: Bundled, outdir: string): Promise<number> {
  const packages = join(outdir, 'node_modules')
  await bundlePackages(packages)
  // The one that loads one of them before it is asked for anything.
  const atStart = name === 'generate' ? await bundlePackages(packages, ['liquidjs']) : 0
  return atStart + (await bundleHandler(`functions/${name}/handler.ts`, outdir))
}

export const bundledBare = (name: string, outdir: string): Promise<number> =>
  bundleHandler(`test/bench/bare/${name}.ts`, outdir)
