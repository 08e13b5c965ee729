import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { FunctionName } from '../../shared/aws/environment.ts'
import type { OnDemand } from '../../shared/on-demand.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

const names = ['api', 'refresh', 'plan', 'generate', 'aggregate'] as const satisfies readonly FunctionName[]

/** Those that read the built-in recipes, which are laid beside their bundles as `built-in/`. */
const readers: readonly FunctionName[] = ['api', 'refresh']

/** All that a function may ask `onDemand` for; read when it does. */
const packages = Object.keys({
  '@cfworker/json-schema': true,
  'csv-parse/sync': true,
  liquidjs: true,
  re2js: true,
  'wink-lexicon/src/wn-adjective-exceptions.js': true,
  'wink-lexicon/src/wn-noun-exceptions.js': true,
  'wink-lexicon/src/wn-verb-exceptions.js': true,
  yaml: true,
} satisfies Record<keyof OnDemand, true>) as (keyof OnDemand)[]

/**
 * Makes of each `functions/<name>/handler.ts` a bundle with all that it needs, `<folder>/<name>/index.mjs`. What is loaded
 * only on demand (the tables of languages, a package that only some recipes need) lies in files beside it: in one file it would
 * be read at every cold start.
 *
 * Done by esbuild in this process, and not by the CDK's `NodejsFunction`, which starts npx and a shell for
 * each function: that takes seconds of every local start.
 */
export async function bundle(folder: string): Promise<void> {
  const packagesOf = (name: FunctionName) => join(folder, name, 'node_modules')
  const [first, ...others] = names
  await Promise.all([
    ...names.map((name) => bundleHandler(`functions/${name}/handler.ts`, join(folder, name))),
    bundlePackages(packagesOf(first)),
  ])
  for (const name of others) cpSync(packagesOf(first), packagesOf(name), { recursive: true })
  for (const name of readers) {
    cpSync(join(project, 'shared/recipe/built-in'), join(folder, name, 'built-in'), { recursive: true })
  }
  // Script and style of the report, which are put into it as they are.
  cpSync(join(project, 'shared/dataset/report/page'), join(folder, 'aggregate', 'page'), { recursive: true })
}

/**
 * Makes `<outdir>/index.mjs` of a module, a path from the project's folder. Returns the bytes that a cold start reads: of that
 * file and of those that it loads at once.
 */
export async function bundleHandler(module: string, outdir: string): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: { index: module },
    outdir,
    metafile: true,
    splitting: true,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules where a package has them too: what is not used is left out. The SDK comes along as well, rather than
    // the runtime's own: what was tested is what runs, and it starts faster.
    mainFields: ['module', 'main'],
    minify: true,
    plugins: [tablesAsJson],
    sourcemap: true,
    // The map names places in files that are published; with their text it would be five times as large.
    sourcesContent: false,
    // Some dependencies are CommonJS and require Node's own modules, which an ES module cannot without this.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  })
  const atOnce = new Set(Object.keys(metafile.outputs).filter((file) => file.endsWith('/index.mjs')))
  for (const file of atOnce) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && metafile.outputs[path] !== undefined) atOnce.add(path)
    }
  }
  return [...atOnce].reduce((bytes, file) => bytes + (metafile.outputs[file]?.bytes ?? 0), 0)
}

/**
 * Lays packages that are loaded on demand where Node's `require` looks for them: a file each, as CommonJS, which is what it takes
 * there. Returns their bytes.
 */
export async function bundlePackages(outdir: string, names: readonly (keyof OnDemand)[] = packages): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: Object.fromEntries(names.map((name) => [name.replace(/\.js$/, ''), name])),
    outdir,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  })
  return Object.values(metafile.outputs).reduce((bytes, output) => bytes + output.bytes, 0)
}

/**
 * The tables of the language detector as JSON within a text: Node reads them in half the time, and in 57 MB less, than as the literal
 * that they are (https://v8.dev/blog/cost-of-javascript-2019#json), and what a function has to hold at most is what it is billed for.
 */
const tablesAsJson: Plugin = {
  name: 'tables-as-json',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const tables: Record<string, unknown> = await import(pathToFileURL(path).href)
      const exported = Object.entries(tables).map(
        ([name, table]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(table))})`,
      )
      return { contents: exported.join('\n') }
    })
  },
}
