import { createRequire } from 'node:module'

/**
 * Packages that only some recipes, requests or messages need, and that are too large for every cold start to read. In a
 * bundle they lie beside it under the same names (`infra/stack/bundle.ts`), so that what loads them is the same everywhere.
 *
 * Loaded by `require`, which answers at once: reading a recipe and judging a text stay what is not waited for.
 */
export interface OnDemand {
  '@cfworker/json-schema': typeof import('@cfworker/json-schema')
  'csv-parse/sync': typeof import('csv-parse/sync')
  liquidjs: typeof import('liquidjs')
  re2js: typeof import('re2js')
  'wink-lexicon/src/wn-adjective-exceptions.js': Record<string, string>
  'wink-lexicon/src/wn-noun-exceptions.js': Record<string, string>
  'wink-lexicon/src/wn-verb-exceptions.js': Record<string, string>
  yaml: typeof import('yaml')
}

const load = createRequire(import.meta.url)

/** The package, loaded when it is first asked for. */
export const onDemand = <Name extends keyof OnDemand>(name: Name): OnDemand[Name] => load(name)
